import { bitLength, formatOfRange, widthOf } from '../fixed';
import type { IntegerMatrix, IntegerValue } from '../integerProgram';

/**
 * Effective bit operations of a matrix-vector product with constant weights (Sun et al. 2024, arXiv 2405.00645,
 * section III-C): the sum over all products of the width of the input element, sign included, and the number of bits
 * that the weight's non-zero bits enclose. The input's width is that of its exact interval.
 */
export function ebopsOf(x: IntegerValue, { inputs, outputs, data }: IntegerMatrix): number {
  let total = 0;
  for (let i = 0; i < inputs; i++) {
    let spans = 0;
    for (let j = 0; j < outputs; j++) spans += enclosedBits(data[i * outputs + j]);
    total += spans * widthOf(formatOfRange(x.low[i], x.high[i], x.fraction));
  }
  return total;
}

/** Bits from the highest to the lowest non-zero bit of a magnitude: 4 for 001011000 (2405.00645's example), 0 for 0. */
export function enclosedBits(weight: number): number {
  if (weight === 0) return 0;
  let magnitude = Math.abs(weight);
  while (magnitude % 2 === 0) magnitude /= 2;
  return bitLength(magnitude);
}
