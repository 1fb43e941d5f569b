/** A sized Verilog literal of the low `width` bits of an integer in two's complement. */
export function literal(value: number, width: number): string {
  return `${width}'d${BigInt.asUintN(width, BigInt(value))}`;
}

/** A range of bits: empty for one bit, so that it is declared as a scalar. */
export function range(from: number, to: number): string {
  return to - from === 1 ? '' : `[${to - 1}:${from}] `;
}

const lineLength = 110;

/** Parts side by side, given lowest first; long ones on lines of their own. */
export function concatenate(parts: readonly string[]): string {
  if (parts.length === 1) {
    return parts[0];
  }
  const highestFirst = [...parts].reverse();
  const line = `{${highestFirst.join(', ')}}`;
  return line.length <= lineLength ? line : `{\n      ${highestFirst.join(',\n      ')}\n    }`;
}
