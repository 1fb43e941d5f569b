import { bitLength, formatOfRange, widthOf } from '../fixed';
import type { IntegerMatrix, IntegerValue } from '../integerProgram';

/**
 * Effective bit operations of a matrix-vector product with constant weights (Sun et al. 2024, arXiv 2405.00645,
 * section III-C): the sum over all products, at every position, of the width of the input element, sign included, and
 * the number of bits that the weight's non-zero bits enclose. The input's width is that of its exact interval, so the
 * zeros around a padded input cost nothing.
 */
export function ebopsOf(x: IntegerValue, { inputs, outputs, data }: IntegerMatrix): number {
  const spans = new Array<number>(inputs).fill(0);
  data.forEach((weight, i) => (spans[Math.floor(i / outputs)] += enclosedBits(weight)));
  return elementWidths(x).reduce((total, width, i) => total + width * spans[i % inputs], 0);
}

/** Effective bit operations of a multiplication of every element by one constant; none for a power of two, a shift. */
export function scaleEbopsOf(x: IntegerValue, multiplier: number): number {
  if (Math.abs(multiplier) === 1) return 0;
  return elementWidths(x).reduce((total, width) => total + width, 0) * enclosedBits(multiplier);
}

/**
 * Effective bit operations of an element by element product of two values: the width of one times the width of the
 * other, signs included, summed over the elements, as HGQ2 counts its `QMultiply`.
 */
export function productEbopsOf(a: IntegerValue, b: IntegerValue): number {
  const widths = elementWidths(b);
  return elementWidths(a).reduce((total, width, i) => total + width * widths[i], 0);
}

function elementWidths({ low, high, fraction }: IntegerValue): number[] {
  return low.map((least, i) => widthOf(formatOfRange(least, high[i], fraction)));
}

/** Bits from the highest to the lowest non-zero bit of a magnitude: 4 for 001011000 (2405.00645's example), 0 for 0. */
export function enclosedBits(weight: number): number {
  if (weight === 0) return 0;
  let magnitude = Math.abs(weight);
  while (magnitude % 2 === 0) magnitude /= 2;
  return bitLength(magnitude);
}
