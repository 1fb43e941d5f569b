import type { Genotype } from '@nx-codesign/search';
import type { CodesignConfig } from '../config/schema';
import { noMove } from '../spaces/localSpace';
import type { Home } from './home';

/**
 * What the local search tries first: the search's own settings as far as its space has them, at full length, and no
 * move. So every study has the plain continuation of its training among its trials.
 */
export function firstProposal(
  { localSearch: slice, task }: Pick<CodesignConfig, 'localSearch' | 'task'>,
  { searched: { training }, moves }: Pick<Home, 'searched' | 'moves'>,
): Genotype {
  const own = <T>(choices: readonly T[], wanted: T) => (choices.includes(wanted) ? wanted : choices[0]);
  const within = ([low, high]: readonly number[], wanted: number) => Math.min(high, Math.max(low, wanted));
  const loss = own(slice.losses, training.loss ?? 'mse');
  const steps = moves.length === 0 ? 0 : slice.moves;
  return {
    learningRate: within(slice.learningRate, training.learningRate),
    weightDecay: within(slice.weightDecay, training.weightDecay ?? 0),
    batchSize: own(slice.batchSizes, training.batchSize),
    epochs: slice.epochs[1],
    schedule: own(slice.schedules, training.schedule),
    ...(task === 'classification'
      ? { labelSmoothing: own(slice.labelSmoothings, training.labelSmoothing ?? 0) }
      : { loss, ...(loss === 'huber' && { huberDelta: own(slice.huberDeltas, training.huberDelta ?? 1) }) }),
    ...Object.fromEntries(Array.from({ length: steps }, (_, index) => [`move${index + 1}`, noMove])),
  };
}
