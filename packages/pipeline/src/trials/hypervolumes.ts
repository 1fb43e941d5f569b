import { hypervolumeHistory } from '@nx-codesign/search';
import type { Measure } from '../config/slices/search';
import { scaledLoss, type FinishedTrial } from './policies';

/** The share of the box that is dominated after a trial. */
export interface HypervolumeStep {
  readonly trial: number;
  readonly share: number;
}

/**
 * The share of the box between the best and the worst values of all these trials that the feasible ones dominate, after
 * each trial, costs on a logarithmic scale. Empty if no objective varies. Of one study only: the box is its own.
 */
export function hypervolumeSteps(
  trials: readonly FinishedTrial[],
  objectives: readonly Measure[],
): HypervolumeStep[] {
  if (trials.length === 0) return [];
  const losses = trials.map((trial) => objectives.map((name) => scaledLoss(trial, name)));
  const extent = (objective: number, pick: (...values: number[]) => number) =>
    losses.reduce((so, each) => pick(so, each[objective]), losses[0][objective]);
  const best = objectives.map((_, objective) => extent(objective, Math.min));
  const worst = objectives.map((_, objective) => extent(objective, Math.max));
  const varying = objectives.flatMap((_, objective) =>
    worst[objective] > best[objective] ? [objective] : [],
  );
  if (varying.length === 0) return [];
  const scaled = losses.map((each, index) =>
    trials[index].violation
      ? undefined
      : varying.map(
          (objective) => (each[objective] - best[objective]) / (worst[objective] - best[objective]),
        ),
  );
  const history = hypervolumeHistory(
    scaled,
    varying.map(() => 1),
  );
  return trials.map(({ trial }, index) => ({ trial, share: history[index] }));
}
