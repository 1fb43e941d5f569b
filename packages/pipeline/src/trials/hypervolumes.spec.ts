import { hypervolumeSteps } from './hypervolumes';
import type { FinishedTrial } from './policies';

/** `ebops` 2^x - 1, so that its scaled loss is x. */
function trial(number: number, metric: number, x: number, violation?: number): FinishedTrial {
  const costs = {
    parameters: 1,
    bops: 1,
    ebops: 2 ** x - 1,
    luts: 1,
    ffs: 1,
    latencyCycles: 1,
    latencyNs: 1,
  };
  const identity = { trial: number, network: 'n', genotype: {}, ok: true as const };
  return { ...identity, metric, roundedMetric: metric, costs, epochs: 1, ...(violation && { violation }) };
}

test('the share of the box grows by what each trial alone dominates; a rejected one adds nothing', () => {
  // In the box errors 0 to 1 are 0.5 to 0, costs 0 to 1 are 2 to 10.
  const trials = [
    trial(1, 0.5, 6), // (1, 0.5): on the border, nothing
    trial(3, 0.75, 6), // (0.5, 0.5): a quarter
    trial(4, 1, 2, 0.1), // (0, 0), but rejected
    trial(5, 0.875, 10), // (0.25, 1): on the border
    trial(6, 0.875, 8), // (0.25, 0.75): 0.75 x 0.25, of it 0.5 x 0.25 known
  ];
  const steps = hypervolumeSteps(trials, ['accuracy', 'ebops']);
  expect(steps.map((step) => step.trial)).toEqual([1, 3, 4, 5, 6]);
  const expected = [0, 0.25, 0.25, 0.25, 0.3125];
  steps.forEach(({ share }, index) => expect(share).toBeCloseTo(expected[index], 9));
});

test('no trial, or none that differs, has no box', () => {
  expect(hypervolumeSteps([], ['accuracy'])).toEqual([]);
  expect(hypervolumeSteps([trial(1, 0.5, 2), trial(2, 0.5, 2)], ['accuracy', 'ebops'])).toEqual([]);
});
