import type { Weights } from '@nx-codesign/ir';
import type { Masks } from './candidate';

/** The weights with those that are masked at 0. */
export function applyMasks(weights: Weights, masks: Masks = {}): Weights {
  return Object.fromEntries(
    Object.entries(weights).map(([tensor, { shape, data }]) => {
      const mask = masks[tensor];
      return [tensor, { shape, data: mask ? data.map((value, i) => (mask[i] === 0 ? 0 : value)) : data }];
    }),
  );
}

/** The tensors of kernels: what pruning removes weights from. */
export function kernelsOf(weights: Weights): string[] {
  return Object.keys(weights).filter((tensor) => tensor.endsWith('/kernel'));
}
