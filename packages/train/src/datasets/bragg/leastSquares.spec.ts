import { leastSquares, type Residuals } from './leastSquares';
import { solvePositiveDefinite } from './solve';

describe('solvePositiveDefinite', () => {
  it('solves 4x + 2y = 10, 2x + 3y = 11 by x = 1, y = 3', () => {
    const x = solvePositiveDefinite(Float64Array.of(4, 2, 2, 3), Float64Array.of(10, 11));
    expect(x?.[0]).toBeCloseTo(1, 14);
    expect(x?.[1]).toBeCloseTo(3, 14);
  });

  it('has no answer for a matrix of rank one', () => {
    expect(solvePositiveDefinite(Float64Array.of(1, 1, 1, 1), Float64Array.of(1, 1))).toBeUndefined();
  });
});

describe('leastSquares', () => {
  /** The banana valley of Rosenbrock as residuals: least, 0, at (1, 1). */
  const valley: Residuals = {
    count: 2,
    evaluate(p, index, gradient) {
      gradient?.set(index === 0 ? [-20 * p[0], 10] : [-1, 0]);
      return index === 0 ? 10 * (p[1] - p[0] * p[0]) : 1 - p[0];
    },
  };

  it('finds the bottom of a curved valley', () => {
    const [x, y] = leastSquares(Float64Array.of(-1.2, 1), { residuals: valley, isAllowed: () => true });
    expect(x).toBeCloseTo(1, 8);
    expect(y).toBeCloseTo(1, 8);
  });

  it('never leaves what is allowed', () => {
    const isAllowed = (p: Float64Array) => p[0] < 0.5;
    const [x] = leastSquares(Float64Array.of(-1.2, 1), { residuals: valley, isAllowed });
    expect(x).toBeLessThan(0.5);
  });
});
