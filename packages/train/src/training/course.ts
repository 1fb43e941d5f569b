import type { Weights } from '@nx-codesign/ir';
import { isBetter } from './measure';
import type { EpochRecord, Kept, SessionState, TrainingSettings, TrainState } from './types';

/** What a training remembers of its epochs: their records, the weights worth keeping, how long none was better. */
export interface Course {
  readonly epochs: readonly EpochRecord[];
  /** Takes note of an epoch. */
  add(record: EpochRecord, weights: Weights): void;
  /** Whether this many epochs are over, or patience is at its end. */
  isOver(epochs: number): boolean;
  /** The weights that would be returned now; none before the first epoch. */
  kept(): Kept | undefined;
  state(session: SessionState): TrainState;
}

/** The course of a training from its start, or from where it paused. */
export function createCourse(
  { loss, keep, earlyStop }: Pick<TrainingSettings, 'loss' | 'keep' | 'earlyStop'>,
  resume?: TrainState,
): Course {
  const epochs = [...(resume?.epochs ?? [])];
  let { kept, best, epochsSinceBest } = resume ?? { kept: undefined, best: undefined, epochsSinceBest: 0 };
  return {
    epochs,
    add(record, weights) {
      const metric = record.validationMetric;
      const better = best === undefined || isBetter(loss, metric, best);
      epochs.push(record);
      if (better) best = metric;
      if (better || keep === 'last') kept = { weights, metric };
      epochsSinceBest = better ? 0 : epochsSinceBest + 1;
    },
    isOver: (count) =>
      epochs.length >= count || (earlyStop !== undefined && epochsSinceBest >= earlyStop.patience),
    kept: () => kept,
    state: (session) => ({ session, epochs, kept: kept!, best: best!, epochsSinceBest }),
  };
}
