import { comparableTrials } from './comparableTrials';

const measured = (trial: number, metric: number) => ({
  ...{ trial, ok: true, genotype: {}, metric, floatMetric: metric },
});
const failed = (trial: number) => ({ trial, ok: false, genotype: {} });

it('trials are compared by number, those that failed in either search left out', () => {
  const some = [measured(0, 0.9), failed(1), measured(2, 0.8), measured(3, 0.7)];
  const others = [measured(3, 0.6), measured(0, 0.5), measured(1, 0.4), failed(2)];
  const pairs = comparableTrials(some, others);
  expect(pairs.map(([a, b]) => [a.trial, a.metric, b.metric])).toEqual([
    [0, 0.9, 0.5],
    [3, 0.7, 0.6],
  ]);
});
