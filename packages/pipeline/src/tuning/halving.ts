/** How a batch of trials is thinned out. */
export interface Halving {
  readonly rungs: number;
  readonly reduction: number;
}

/** Epochs after which a rung of a training of `epochs` ends; the last rung (from 1) ends with the training. */
export function epochsOfRung({ rungs, reduction }: Halving, epochs: number, rung: number): number {
  return Math.max(1, Math.ceil(epochs / reduction ** (rungs - rung)));
}

/** A trial after a rung; without a loss it failed. */
export interface Standing {
  readonly loss?: number;
}

/**
 * The trials that climb on (successive halving: Jamieson & Talwalkar 2016, arXiv:1502.07943, section 3): the best one
 * of `reduction`, at least one; ties go to the earlier. In their order.
 */
export function survivorsOf<S extends Standing>(trials: readonly S[], reduction: number): S[] {
  const alive = trials.filter(({ loss }) => loss !== undefined);
  const count = Math.ceil(trials.length / reduction);
  const best = new Set([...alive].sort((a, b) => a.loss! - b.loss!).slice(0, count));
  return alive.filter((trial) => best.has(trial));
}
