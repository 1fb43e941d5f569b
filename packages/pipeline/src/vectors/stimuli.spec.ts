import { makeStimuli } from './stimuli';

const format = { signed: true, integer: 0, fraction: 3 };
const options = { samples: Int32Array.of(1, 2, 3, 4, 5, 6), inputs: 3, format, randomVectors: 200, seed: 9 };

describe('stimuli', () => {
  const { integers, count, testSamples } = makeStimuli(options);
  const vector = (index: number) => [...integers.subarray(index * 3, index * 3 + 3)];

  test('begin with the test samples, then the four corners of the format', () => {
    expect([count, testSamples]).toEqual([2 + 4 + 200, 2]);
    expect([0, 1, 2, 3, 4, 5].map(vector)).toEqual([
      [1, 2, 3],
      [4, 5, 6],
      [-8, -8, -8],
      [7, 7, 7],
      [-8, 7, -8],
      [7, -8, 7],
    ]);
  });

  test('the first half of the random vectors takes every value, the second only the extremes', () => {
    const uniform = integers.subarray(6 * 3, 106 * 3);
    expect([...new Set(uniform)].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 16 }, (_, index) => index - 8),
    );
    expect([...new Set(integers.subarray(106 * 3))].sort((a, b) => a - b)).toEqual([-8, 7]);
  });

  test('the same seed gives the same vectors, another seed others', () => {
    expect(makeStimuli(options).integers).toEqual(integers);
    expect(makeStimuli({ ...options, seed: 10 }).integers).not.toEqual(integers);
  });
});
