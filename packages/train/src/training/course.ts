import type { Weights } from '@nx-codesign/ir';
import { createKeeper } from './keeper';
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
  settings: Pick<TrainingSettings, 'loss' | 'keep' | 'earlyStop'>,
  resume?: TrainState,
): Course {
  const epochs = [...(resume?.epochs ?? [])];
  const keeper = createKeeper<Kept>(settings, resume);
  return {
    epochs,
    add(record, weights) {
      epochs.push(record);
      keeper.add({ weights, metric: record.validationMetric });
    },
    isOver: (count) => epochs.length >= count || keeper.isOver(),
    kept: () => keeper.kept(),
    state: (session) => ({ session, epochs, ...keeper.state() }),
  };
}
