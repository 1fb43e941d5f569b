import type { Signal } from '../adderGraph/graph';
import type { GraphBuilder } from '../adderGraph/graphBuilder';
import { productBounds } from '../adderGraph/productBounds';
import { signedWidth } from './signedWidth';

interface Bounds {
  readonly low: number;
  readonly high: number;
}

/**
 * `a b` in LUTs: one operand in digits of radix 4, the other one added or subtracted once or twice for each (Booth's
 * recoding). A LUT of six inputs takes a bit of such a row with its addition (Walters 2016, "Array multipliers for high
 * throughput in Xilinx FPGAs with 6-input LUTs", doi:10.3390/computers5040020).
 */
export function multiplyInLogic(builder: GraphBuilder, a: Signal, b: Signal): Signal {
  const whole = [a, b].map(({ node }): Signal => ({ node, shift: 0 }));
  const [x, y] =
    rowBits(builder, whole[0], whole[1]) <= rowBits(builder, whole[1], whole[0])
      ? whole
      : [...whole].reverse();
  const exact = productBounds(builder.bounds(x), builder.bounds(y), x.node === y.node ? 'square' : 'product');
  const rows = rowsOf(builder.bounds(y));
  let sum: Signal | undefined;
  for (let digit = 0; digit < rows; digit++) {
    const bounds = digit === rows - 1 ? exact : partialBounds(builder.bounds(x), digit);
    sum = builder.row({ x: x.node, y: y.node, digit, ...(sum && { addend: sum.node }) }, bounds);
  }
  return { node: sum!.node, shift: sum!.shift + a.shift + b.shift };
}

/** Bits of all rows with y in digits: about as many LUTs. */
export function rowBits(builder: GraphBuilder, x: Signal, y: Signal): number {
  return rowsOf(builder.bounds(y)) * (signedWidth(builder.bounds(x)) + 1);
}

function rowsOf(y: Bounds): number {
  return Math.ceil(signedWidth(y) / 2);
}

/** Bounds after a row that is not the last: x times any integer of two more bits than the digits before hold. */
function partialBounds(x: Bounds, digit: number): Bounds {
  const half = 2 ** (2 * digit + 1);
  return productBounds(x, { low: -half, high: half - 1 }, 'product');
}
