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

/** Text that cannot end or continue a one-line comment. */
export function inComment(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').replaceAll('\\', '/');
}
