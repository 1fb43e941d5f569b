/** Gives out C++ identifiers; the same words twice get a number. */
export type Namer = (layer: string, role: string) => string;

/**
 * Identifiers `<layer>_<role>` from layer names, unique with and without the ending `_t` of their type, and none of
 * `reserved`. The role keeps them apart from C++'s keywords.
 */
export function createNamer(reserved: readonly string[]): Namer {
  const taken = new Set(reserved);
  return (layer, role) => {
    const stem = `${identifierOf(layer)}_${role}`;
    let name = stem;
    for (let number = 2; taken.has(name) || taken.has(`${name}_t`); number++) name = `${stem}${number}`;
    taken.add(name).add(`${name}_t`);
    return name;
  };
}

/** Single underscores only: C++ keeps names with two, and with one in front, for itself. */
function identifierOf(layer: string): string {
  const letters = layer.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_|_$/g, '');
  return /^[A-Za-z]/.test(letters) ? letters : `layer${letters && '_'}${letters}`;
}

/** What the top function, the only one at C++'s global level, cannot be called. */
const reservedNames = new Set(
  (
    'alignas alignof and and_eq ap_int ap_ufixed ap_uint asm auto bitand bitor bool break case catch ' +
    'char char16_t char32_t class compl const const_cast constexpr continue decltype default delete ' +
    'do double dynamic_cast else enum explicit export extern false float for friend goto if inline ' +
    'input_t int long main mutable namespace new nnet noexcept not not_eq nullptr operator or or_eq ' +
    'output_t private protected public register reinterpret_cast return short signed sizeof static ' +
    'static_assert static_cast std struct switch template test_bench this thread_local throw true try ' +
    'typedef typeid typename union unsigned using virtual void volatile wchar_t while xor xor_eq'
  ).split(' '),
);

/** The name of the top function: the project's own, with an underscore behind if C++ keeps that word for itself. */
export function functionName(name: string): string {
  return reservedNames.has(name) ? `${name}_` : name;
}

/** Text that cannot end or continue a one-line comment. */
export function inComment(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').replaceAll('\\', '/');
}
