import { createRandomSource } from '../random/random';
import { growTree } from './regressionTree';

const options = { smallestLeaf: 1, featuresPerSplit: 2, random: createRandomSource(1) };
const rows = [0, 1, 2, 3];

it('splits where the squared error falls most, half way between two values', () => {
  const samples = {
    features: [
      [0, 5],
      [1, 5],
      [2, 5],
      [4, 5],
    ],
    targets: [1, 1, 1, 9],
  };
  const predict = growTree(samples, rows, options);
  expect([0, 2.9, 3.1, 9].map((x) => predict([x, 5]))).toEqual([1, 1, 9, 9]);
});

it('takes the feature that explains, not the one before it', () => {
  const samples = {
    features: [
      [0, 1],
      [1, 0],
      [0, 0],
      [1, 1],
    ],
    targets: [3, 7, 7, 3],
  };
  const predict = growTree(samples, rows, options);
  expect([predict([0, 0]), predict([0, 1])]).toEqual([7, 3]);
});

it('keeps its leaves as large as told', () => {
  const samples = { features: [[0], [1], [2], [3]], targets: [0, 2, 4, 10] };
  const predict = growTree(samples, rows, { ...options, smallestLeaf: 2 });
  expect([predict([0]), predict([1]), predict([2]), predict([3])]).toEqual([1, 1, 7, 7]);
});

it('is one mean where features or targets do not vary', () => {
  expect(growTree({ features: [[1], [1]], targets: [2, 4] }, [0, 1], options)([1])).toBe(3);
  expect(growTree({ features: [[1], [2]], targets: [5, 5] }, [0, 1, 1], options)([1])).toBe(5);
});
