/** Base-2 logarithm to 6 significant digits: the last bits of `Math.log2` differ between engines. */
export function roundedLog2(value: number): number {
  return Number(Math.log2(value).toPrecision(6));
}
