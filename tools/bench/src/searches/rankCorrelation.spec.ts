import { rankCorrelation } from './rankCorrelation';

describe('the rank correlation', () => {
  it.each([
    [[1, 2, 3, 4], [10, 20, 30, 1000], 1, 'the same order, whatever the distances'],
    [[1, 2, 3, 4], [4, 3, 2, 1], -1, 'the reverse order'],
    // 1 - 6 x sum of squared differences / (n (n^2 - 1)) = 1 - 6 x 2 / 24.
    [[1, 2, 3], [2, 1, 3], 0.5, 'two neighbours exchanged'],
    // Ranks 0.5, 0.5, 2 and 0, 1, 2: 1.5 / sqrt(1.5 x 2).
    [[1, 1, 2], [1, 2, 3], 1.5 / Math.sqrt(3), 'equal values share their mean rank'],
  ])('of %j and %j is %d: %s', (a, b, expected) => {
    expect(rankCorrelation(a, b)).toBeCloseTo(expected, 12);
  });

  it('of values that do not vary is not a number', () => {
    expect(rankCorrelation([1, 1], [1, 2])).toBeNaN();
  });
});
