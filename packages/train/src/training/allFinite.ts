import type { Weights } from '@nx-codesign/ir';

/** Whether no weight is infinite or NaN. */
export function allFinite(weights: Weights): boolean {
  return Object.values(weights).every(({ data }) => data.every(Number.isFinite));
}
