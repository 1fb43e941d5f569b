import { rangeOf, type Fixed } from '@nx-codesign/ir';

/** float32 holds every integer of this many bits. */
const significandBits = 24;

/**
 * Smallest and largest integer of a format that float32 holds. From 25 bits on it rounds the top, `2^n - 1`, up to
 * `2^n`, which the format does not hold; the largest float32 below stands for it.
 */
export function floatRangeOf(format: Fixed): { low: number; high: number } {
  const { low, high } = rangeOf(format);
  const spacing = 2 ** Math.max(0, format.integer + format.fraction - significandBits);
  return { low, high: high + 1 - spacing };
}
