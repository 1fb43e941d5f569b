import { isBetter } from './measure';
import type { TrainingSettings } from './types';

/** What is kept, the best metric so far, and the results since. */
export interface KeeperState<T> {
  readonly kept: T;
  readonly best: number;
  readonly epochsSinceBest: number;
}

/** Keeps one of the results of a training's epochs: the best by its metric, or the last. */
export interface Keeper<T> {
  add(result: T): void;
  /** None before the first result. */
  kept(): T | undefined;
  /** Whether patience is at its end. */
  isOver(): boolean;
  /** To go on from; after the first result only. */
  state(): KeeperState<T>;
}

export function createKeeper<T extends { readonly metric: number }>(
  { loss, keep, earlyStop }: Pick<TrainingSettings, 'loss' | 'keep' | 'earlyStop'>,
  start?: KeeperState<T>,
): Keeper<T> {
  let { kept, best, epochsSinceBest } = start ?? { kept: undefined, best: undefined, epochsSinceBest: 0 };
  return {
    add(result) {
      const better = best === undefined || isBetter(loss, result.metric, best);
      if (better) best = result.metric;
      if (better || keep === 'last') kept = result;
      epochsSinceBest = better ? 0 : epochsSinceBest + 1;
    },
    kept: () => kept,
    isOver: () => earlyStop !== undefined && epochsSinceBest >= earlyStop.patience,
    state: () => ({ kept: kept!, best: best!, epochsSinceBest }),
  };
}
