/**
 * Solves `A x = b` for a symmetric positive definite `A: [n, n]` (row-major) by Cholesky decomposition; undefined where
 * `A` is not positive definite. O(n^3).
 */
export function solvePositiveDefinite(a: Float64Array, b: Float64Array): Float64Array | undefined {
  const n = b.length;
  const lower = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = a[row * n + column];
      for (let k = 0; k < column; k++) rest -= lower[row * n + k] * lower[column * n + k];
      if (row !== column) lower[row * n + column] = rest / lower[column * n + column];
      else if (rest > 0) lower[row * n + row] = Math.sqrt(rest);
      else return undefined;
    }
  }
  return backward(lower, forward(lower, b));
}

function forward(lower: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  const x = Float64Array.from(b);
  for (let row = 0; row < n; row++) {
    for (let k = 0; k < row; k++) x[row] -= lower[row * n + k] * x[k];
    x[row] /= lower[row * n + row];
  }
  return x;
}

function backward(lower: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  const x = Float64Array.from(b);
  for (let row = n - 1; row >= 0; row--) {
    for (let k = row + 1; k < n; k++) x[row] -= lower[k * n + row] * x[k];
    x[row] /= lower[row * n + row];
  }
  return x;
}
