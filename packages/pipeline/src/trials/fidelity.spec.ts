import type { SearchSlice } from '../config/slices/search';
import type { SearchTrial } from '../records/trials';
import { ladderOf, wholeTraining, wholeTrials } from './fidelity';

const training = { epochs: 5, batchSize: 32, learningRate: 0.01 } as SearchSlice['training'];
const fidelity = { epochs: [1, 3, 9], reduction: 3 };
const costs = { parameters: 1, bops: 1, ebops: 1, luts: 1, ffs: 1, latencyCycles: 1, latencyNs: 1 };

function trial(number: number, rung?: number): SearchTrial {
  const identity = { trial: number, network: 'n', genotype: {}, ok: true as const };
  return { ...identity, metric: 1, roundedMetric: 1, costs, epochs: 1, ...(rung && { rung }) };
}
const failed: SearchTrial = { trial: 9, network: 'n', genotype: {}, ok: false, stage: 'search', error: 'e' };
const numbers = (trials: readonly SearchTrial[]) => trials.map(({ trial: number }) => number);

test('without halving there is one rung of all epochs, and every trial that did not fail is whole', () => {
  expect(ladderOf({ training }).epochs).toEqual([5]);
  expect(wholeTraining({ training }).epochs).toBe(5);
  expect(numbers(wholeTrials([trial(1), failed, trial(2)], { training }))).toEqual([1, 2]);
});

test('with halving the last rung is the whole training, and only trials that reached it are whole', () => {
  expect(wholeTraining({ training, fidelity })).toEqual({ ...training, epochs: 9 });
  const trials = [trial(1, 3), trial(2, 1), failed, trial(3, 2), trial(4, 3)];
  expect(numbers(wholeTrials(trials, { training, fidelity }))).toEqual([1, 4]);
});
