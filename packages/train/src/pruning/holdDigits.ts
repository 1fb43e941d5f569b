import { rangeOf, type Network, type Weights } from '@nx-codesign/ir';
import type { DigitLimits } from './candidate';
import { quantizedKernels } from './quantizedKernels';
import { digitCount, nearestWithDigits } from './signedDigits';

/**
 * The weights with every kernel integer that has more signed digits than its limit moved to the nearest that keeps it.
 * Returns the very same object where all keep their limits. Weights of kernels without a limit stay.
 */
export function holdDigits(network: Network, weights: Weights, limits: DigitLimits = {}): Weights {
  const held = quantizedKernels(network, weights).flatMap(({ tensor, integers, formatAt }) => {
    const limit = limits[tensor];
    if (limit === undefined) return [];
    if (integers.every((integer, i) => digitCount(integer) <= limit[i])) return [];
    const { shape, data } = weights[tensor];
    const moved = data.map((value, i) => {
      if (digitCount(integers[i]) <= limit[i]) return value;
      const format = formatAt(i);
      return nearestWithDigits(integers[i], limit[i], rangeOf(format)) * 2 ** -format.fraction;
    });
    return [[tensor, { shape, data: moved }] as const];
  });
  return held.length === 0 ? weights : { ...weights, ...Object.fromEntries(held) };
}
