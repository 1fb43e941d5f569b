import type { TrialRecord } from './searchRun';

export type Compared = TrialRecord & Required<Pick<TrialRecord, 'metric' | 'floatMetric'>>;

/** The trials of one number in two searches that both measured; one that failed in either has nothing to compare. */
export function comparableTrials(
  some: readonly TrialRecord[],
  others: readonly TrialRecord[],
): [Compared, Compared][] {
  const byNumber = new Map(others.map((each) => [each.trial, each]));
  return some.flatMap((trial) => {
    const other = byNumber.get(trial.trial);
    return isMeasured(trial) && other && isMeasured(other) ? [[trial, other] as [Compared, Compared]] : [];
  });
}

function isMeasured(trial: TrialRecord): trial is Compared {
  return trial.metric !== undefined && trial.floatMetric !== undefined;
}
