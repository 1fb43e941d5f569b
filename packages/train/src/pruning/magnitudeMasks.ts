import type { Weights } from '@nx-codesign/ir';
import type { Masks } from './candidate';
import { kernelsOf } from './masks';

/**
 * Masks that take away a share of the kernel weights that are still free, at least one: the smallest magnitudes of
 * all kernels together (global L1 pruning; Han et al. 2015, arXiv 1506.02626, ranks the same way layer by layer). Ties
 * go by kernel and position. Undefined when one weight or none is free.
 */
export function magnitudeMasks(weights: Weights, masks: Masks, share: number): Masks | undefined {
  const free = kernelsOf(weights).flatMap((tensor) =>
    Array.from(weights[tensor].data, (value, i) => ({ tensor, i, magnitude: Math.abs(value) })).filter(
      ({ i }) => masks[tensor]?.[i] !== 0,
    ),
  );
  const goal = Math.min(free.length - 1, Math.max(1, Math.round(share * free.length)));
  if (goal < 1) return undefined;
  const smaller: Record<string, Uint8Array> = Object.fromEntries(
    kernelsOf(weights).map((tensor) => [
      tensor,
      masks[tensor]?.slice() ?? new Uint8Array(weights[tensor].data.length).fill(1),
    ]),
  );
  free.sort((a, b) => a.magnitude - b.magnitude);
  for (const { tensor, i } of free.slice(0, goal)) smaller[tensor][i] = 0;
  return { ...masks, ...smaller };
}
