import { bitLength, trace, type Network } from '@nx-codesign/ir';

/**
 * Bits that an aggregation's sum of N values has beyond theirs, `ceil(log2 N)`; 0 for other layers. With so many more, a
 * mean of 2^k rounded values is exact and needs no rounding in hardware.
 */
export function gainedBits(network: Network, layer: string): number {
  const { operations } = trace(network);
  const sums = operations.filter((operation) => operation.layer === layer && operation.kind === 'sum');
  const counts = sums.map((sum) => (sum.kind === 'sum' ? operations[sum.x].shape.at(-2)! : 1));
  return counts.reduce((bits, count) => bits + bitLength(count - 1), 0);
}
