import { bitLength } from '@nx-codesign/ir';

/**
 * How a value between two bounds is held in bits. Signed: two's complement of `width` bits. Unsigned: the low
 * `width` bits vary, all above them are the constant `prefix` (in two's complement, so -1 means ones).
 */
export interface NodeFormat {
  readonly width: number;
  readonly signed: boolean;
  readonly prefix: number;
}

/** The fewest bits that tell the integers of `low ... high` apart; upper bits that never change are left out. */
export function nodeFormat({ low, high }: { readonly low: number; readonly high: number }): NodeFormat {
  if (low < 0 && high >= 0) {
    return { width: bitLength(Math.max(high, -low - 1)) + 1, signed: true, prefix: 0 };
  }
  let width = bitLength(high - low);
  while (Math.floor(low / 2 ** width) !== Math.floor(high / 2 ** width)) {
    width++;
  }
  return { width, signed: false, prefix: Math.floor(low / 2 ** width) };
}
