import { fitMedian, fitRows } from './leastSquares';

const rows = (weights: readonly number[], ...xs: number[][]) =>
  xs.map((x) => ({ x, y: x.reduce((sum, value, i) => sum + value * weights[i], 0) }));

describe('fitRows', () => {
  it('finds the numbers that rows were made with', () => {
    const fitted = fitRows(rows([1, 0.5], [100, 40], [30, 200], [77, 5]), [0.8, 0.8], 1e-9);
    expect(fitted[0]).toBeCloseTo(1, 6);
    expect(fitted[1]).toBeCloseTo(0.5, 6);
  });

  it('keeps what is expected where no row has a count', () => {
    expect(fitRows(rows([1, 0], [100, 0], [50, 0]), [0.5, 0.7], 0.01)[1]).toBe(0.7);
  });

  it('gives no number below 0, and fits the others again without it', () => {
    const [first, second] = fitRows(rows([1, -0.3], [100, 50], [100, 90]), [1, 0], 1e-9);
    expect(second).toBe(0);
    // Between 85 and 73 for 100, relative to each: (1/0.85 + 1/0.73) / (1/0.85^2 + 1/0.73^2).
    expect(first).toBeCloseTo((1 / 0.85 + 1 / 0.73) / (1 / 0.85 ** 2 + 1 / 0.73 ** 2), 6);
  });
});

describe('fitMedian', () => {
  it('does not follow one row that fits no other', () => {
    const same = rows([1], [100], [200], [300], [400]);
    const [fitted] = fitMedian([...same, { x: [1000], y: 100 }], [1], { pull: 1e-9, over: 'larger' });
    expect(fitted).toBeCloseTo(1, 1);
  });
});
