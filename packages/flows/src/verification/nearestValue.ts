/** Bits of an integer that have to have certain values. */
export interface WantedBits {
  readonly mask: number;
  /** Within the mask. */
  readonly bits: number;
}

/**
 * How far the next integer of `width` bits, up or down, is that has the wanted bits; `Infinity` if there is none. Without
 * a sign, for at most 31 bits. O(width).
 */
export function distanceToBits(value: number, { mask, bits }: WantedBits, width: number): number {
  const limit = 2 ** width;
  const up = leastFrom(value, { mask, bits }, width) - value;
  const mirrored = limit - 1 - value;
  const down = leastFrom(mirrored, { mask, bits: mask & ~bits }, width) - mirrored;
  return Math.min(up, down);
}

/** The least integer of `width` bits from `value` on that has the wanted bits. */
function leastFrom(value: number, { mask, bits }: WantedBits, width: number): number {
  if ((value & mask) === bits) return value;
  // The integer keeps the bits above some bit, has a 1 there instead of a 0, and below it the wanted bits and zeros.
  for (let bit = 0; bit < width; bit += 1) {
    if ((value >> bit) & 1) continue;
    const above = ((value >> bit) | 1) << bit;
    const lower = 2 ** bit - 1;
    if (((above ^ bits) & mask & ~lower) === 0) return above | (bits & lower);
  }
  return Infinity;
}
