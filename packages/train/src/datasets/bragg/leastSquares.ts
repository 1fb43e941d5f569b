import { solvePositiveDefinite } from './solve';

/** A sum of squares to minimise. */
export interface Residuals {
  readonly count: number;
  /** Residual `index` at parameters `p`; fills in its derivative by each parameter where `gradient` is given. */
  evaluate(p: Float64Array, index: number, gradient?: Float64Array): number;
}

/** Problem and limits of a fit. */
export interface FitOptions {
  readonly residuals: Residuals;
  /** Steps to parameters that are not allowed are taken back like steps uphill. */
  isAllowed(p: Float64Array): boolean;
}

const mostSteps = 60;
const firstDamping = 1e-3;
const dampingDown = 1 / 3;
const dampingUp = 4;
const largestDamping = 1e9;
/** A relative fall below this counts as arrived. */
const tolerance = 1e-9;

/**
 * Levenberg-Marquardt (Marquardt 1963, doi:10.1137/0111030): Gauss-Newton steps damped in proportion to the diagonal
 * of the normal matrix, less after a step down, more after a step up. Additions, products and roots alone, so that
 * the bits are the same everywhere. O(steps x count x n^2).
 */
export function leastSquares(start: Float64Array, { residuals, isAllowed }: FitOptions): Float64Array {
  let current = linearised(start, residuals);
  let damping = firstDamping;
  for (let step = 0; step < mostSteps && damping < largestDamping; step++) {
    const next = stepFrom(current, damping);
    const sum = next && isAllowed(next) ? sumOfSquares(next, residuals) : Infinity;
    if (next === undefined || !(sum < current.sum)) {
      damping *= dampingUp;
      continue;
    }
    const hasArrived = current.sum - sum <= tolerance * current.sum;
    current = linearised(next, residuals);
    damping *= dampingDown;
    if (hasArrived) break;
  }
  return current.p;
}

interface Linearised {
  readonly p: Float64Array;
  readonly sum: number;
  /** `J^T J: [n, n]` and `J^T r: [n]`. */
  readonly normal: Float64Array;
  readonly slope: Float64Array;
}

function linearised(p: Float64Array, residuals: Residuals): Linearised {
  const n = p.length;
  const normal = new Float64Array(n * n);
  const slope = new Float64Array(n);
  const gradient = new Float64Array(n);
  let sum = 0;
  for (let index = 0; index < residuals.count; index++) {
    const residual = residuals.evaluate(p, index, gradient);
    sum += residual * residual;
    for (let row = 0; row < n; row++) {
      slope[row] += gradient[row] * residual;
      for (let column = 0; column < n; column++) normal[row * n + column] += gradient[row] * gradient[column];
    }
  }
  return { p, sum, normal, slope };
}

function stepFrom({ p, normal, slope }: Linearised, damping: number): Float64Array | undefined {
  const n = p.length;
  const damped = Float64Array.from(normal);
  for (let row = 0; row < n; row++) damped[row * (n + 1)] *= 1 + damping;
  return solvePositiveDefinite(damped, slope)?.map((change, index) => p[index] - change);
}

function sumOfSquares(p: Float64Array, residuals: Residuals): number {
  let sum = 0;
  for (let index = 0; index < residuals.count; index++) {
    const residual = residuals.evaluate(p, index);
    sum += residual * residual;
  }
  return sum;
}
