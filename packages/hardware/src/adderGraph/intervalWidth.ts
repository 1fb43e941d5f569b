import { formatOfRange, widthOf } from '@nx-codesign/ir';

/**
 * Smallest two's complement (or unsigned, if no value is negative) width that holds `low ... high`;
 * 0 if both are 0.
 */
export function intervalWidth(low: number, high: number): { width: number; signed: boolean } {
  const format = formatOfRange(low, high, 0);
  return { width: widthOf(format), signed: format.signed };
}
