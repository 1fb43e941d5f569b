import type { FinishedTrial } from './policies';
import { rejectionsOf } from './rejections';

function trial(number: number, metric: number, luts: number): FinishedTrial {
  const costs = { parameters: 1, bops: 1, ebops: 1, luts, ffs: 1, latencyCycles: 1, latencyNs: 1 };
  const identity = { trial: number, network: 'n', genotype: {}, ok: true as const };
  return { ...identity, metric, roundedMetric: metric, costs, epochs: 1 };
}

test('each constraint lists the trials that break it, and those that break no other; on the limit is kept', () => {
  const trials = [trial(1, 0.9, 100), trial(2, 0.9, 101), trial(3, 0.7, 200), trial(4, 0.7, 50)];
  const rejections = rejectionsOf(trials, { accuracy: { min: 0.9 }, luts: { max: 100 } });
  expect(rejections).toEqual([
    { measure: 'accuracy', kind: 'min', limit: 0.9, trials: [3, 4], alone: [4] },
    { measure: 'luts', kind: 'max', limit: 100, trials: [2, 3], alone: [2] },
  ]);
});
