import { keptWeights } from './keptWeights';

const trial = (...losses: number[]) => ({ genotype: {}, losses });

describe('the weights that a search keeps', () => {
  test('are those of the whole front, however long, and of none that it dominates beyond four populations', () => {
    const front = Array.from({ length: 12 }, (_, index) => trial(index, -index));
    const behind = Array.from({ length: 3 }, (_, index) => trial(20 + index, 20 + index));
    expect([...keptWeights([...behind, ...front], 2)].sort((a, b) => a - b)).toEqual(
      front.map((_, index) => index + 3),
    );
  });

  test('are those of the best four populations where the front is short', () => {
    const trials = Array.from({ length: 12 }, (_, index) => trial(12 - index));
    expect([...keptWeights(trials, 2)].sort((a, b) => a - b)).toEqual([4, 5, 6, 7, 8, 9, 10, 11]);
  });

  test('are none of failed trials', () => {
    expect([...keptWeights([{ genotype: {} }, trial(1)], 5)]).toEqual([1]);
  });
});
