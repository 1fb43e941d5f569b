import { hypervolume, paretoFront } from '@nx-codesign/search';
import type { Moment, TrialRecord } from './searchRun';

/** What is compared: the error of the metric and a cost on a logarithmic scale, within a box that is the same for all. */
export interface Box {
  readonly cost: string;
  /** Largest error that counts, 0 to 1. */
  readonly error: number;
  /** Least and largest cost. */
  readonly costs: readonly [number, number];
  /** Rung of a whole training; a trial without a rung was trained whole. */
  readonly wholeRung?: number;
}

/** The hypervolume after each moment of a search, as a share of the box; trials that were not trained whole do not count. */
export function volumesOver(
  trials: readonly TrialRecord[],
  course: readonly Moment[],
  box: Box,
): (Moment & { readonly volume: number })[] {
  return course.map((moment) => ({ ...moment, volume: volumeOf(trials.slice(0, moment.trials), box) }));
}

/** The share of the box that whole trials dominate. */
export function volumeOf(trials: readonly TrialRecord[], box: Box): number {
  const [least, most] = box.costs.map(Math.log2);
  const points = wholeTrials(trials, box).map((trial) => pointOf(trial, box));
  return hypervolume(points, [box.error, most]) / (box.error * (most - least));
}

/** The whole trials that no other dominates. */
export function frontTrials(trials: readonly TrialRecord[], box: Box): TrialRecord[] {
  const whole = wholeTrials(trials, box);
  return paretoFront(whole.map((trial) => pointOf(trial, box))).map((at) => whole[at]);
}

/** The first moment at which a volume was reached; undefined if it never was. */
export function reached<M extends { readonly volume: number }>(
  course: readonly M[],
  volume: number,
): M | undefined {
  return course.find((moment) => moment.volume >= volume);
}

type Measured = TrialRecord & Required<Pick<TrialRecord, 'metric' | 'costs'>>;

function wholeTrials(trials: readonly TrialRecord[], { wholeRung = 1 }: Box): Measured[] {
  return trials.filter(
    (trial): trial is Measured =>
      trial.metric !== undefined && trial.costs !== undefined && (trial.rung ?? wholeRung) >= wholeRung,
  );
}

function pointOf({ metric, costs }: Measured, { cost }: Box): [number, number] {
  return [1 - metric, Math.log2(costs[cost])];
}
