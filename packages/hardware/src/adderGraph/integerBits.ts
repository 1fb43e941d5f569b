/**
 * Smallest two's complement (or unsigned, if no value is negative) width that holds `low ... high`;
 * 0 if both are 0.
 */
export function intervalWidth(low: number, high: number): { width: number; signed: boolean } {
  const signed = low < 0;
  const magnitude = Math.max(high, signed ? -low - 1 : 0);
  return { width: bitLength(magnitude) + (signed ? 1 : 0), signed };
}

/** Bits of a non-negative integer without leading zeros; exact up to 2^53. */
export function bitLength(value: number): number {
  return value < 2 ** 31 ? 32 - Math.clz32(value) : 32 + bitLength(Math.floor(value / 2 ** 32));
}
