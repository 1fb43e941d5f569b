/** A sized Verilog literal of the low `width` bits of an integer in two's complement. */
export function literal(value: number, width: number): string {
  return `${width}'d${BigInt.asUintN(width, BigInt(value))}`;
}

/** A range of bits: empty for one bit, so that it is declared as a scalar. */
export function range(from: number, to: number): string {
  return to - from === 1 ? '' : `[${to - 1}:${from}] `;
}

/** Parts side by side, given lowest first; empty ones are left out. */
export function concatenate(parts: readonly string[]): string {
  const present = parts.filter((part) => part !== '');
  return present.length === 1 ? present[0] : `{${present.reverse().join(', ')}}`;
}
