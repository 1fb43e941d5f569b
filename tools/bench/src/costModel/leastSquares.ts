/** A row of a fit: the counts `x` should give `y` as their weighted sum. */
export interface Row {
  readonly x: readonly number[];
  readonly y: number;
  /** 1 if absent. */
  readonly weight?: number;
}

/** Smallest number that errors are taken relative to. */
const smallest = 30;

/**
 * Coefficients of a linear model without a constant: least squares of the relative errors with a pull towards what is
 * expected (ridge regression, Hoerl & Kennard 1970), so that counts which few samples have keep a sensible one; none
 * below 0: negative ones are set to 0 and the others fitted again. O(rows x columns^2).
 */
export function fitRows(rows: readonly Row[], expected: readonly number[], pull: number): number[] {
  const free = expected.map(() => true);
  for (;;) {
    const fitted = solveNormal(rows, expected, { pull, free });
    const negative = fitted.findIndex((value) => value < 0);
    if (negative < 0) return fitted;
    fitted.forEach((value, i) => {
      if (value < 0) free[i] = false;
    });
  }
}

/** Rounds of `fitMedian`. */
const rounds = 30;
/** Relative errors below this count like it. */
const finest = 0.02;

export interface MedianOptions {
  readonly pull: number;
  /**
   * What absolute errors are taken over: the count, or the larger of prediction and count, where a network that a closed
   * form cannot know does not pull the others, whether it is far too small or too large.
   */
  readonly over: 'count' | 'larger';
}

/** As `fitRows`, for the least sum of relative absolute errors (iteratively reweighted least squares). */
export function fitMedian(
  rows: readonly Row[],
  expected: readonly number[],
  { pull, over }: MedianOptions,
): number[] {
  let fitted = [...expected];
  for (let round = 0; round < rounds; round++) {
    const weighted = rows.map(({ x, y, weight = 1 }) => {
      const predicted = x.reduce((sum, count, i) => sum + count * fitted[i], 0);
      const larger = Math.max(over === 'larger' ? predicted : y, y, smallest);
      const error = Math.abs(predicted - y) / larger;
      // `fitRows` takes errors over the count.
      const rescaled = (Math.max(y, smallest) / larger) ** 2;
      return { x, y, weight: (weight * rescaled) / Math.max(error, finest) };
    });
    fitted = fitRows(weighted, expected, pull);
  }
  return fitted;
}

function solveNormal(
  rows: readonly Row[],
  expected: readonly number[],
  { pull, free }: { readonly pull: number; readonly free: readonly boolean[] },
): number[] {
  const columns = expected.length;
  const matrix = expected.map((_, i) => expected.map((_other, j) => (i === j ? pull : 0)));
  const right = expected.map((value) => pull * value);
  for (const { x, y, weight: own = 1 } of rows) {
    const weight = own / Math.max(y, smallest) ** 2;
    for (let i = 0; i < columns; i++) {
      right[i] += weight * x[i] * y;
      for (let j = 0; j < columns; j++) matrix[i][j] += weight * x[i] * x[j];
    }
  }
  free.forEach((isFree, i) => {
    if (isFree) return;
    matrix[i] = matrix[i].map((_, j) => Number(i === j));
    matrix.forEach((row, k) => {
      if (k !== i) row[i] = 0;
    });
    right[i] = 0;
  });
  return solve(matrix, right);
}

/** Gauss elimination with pivots. */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]]);
  const n = rows.length;
  for (let column = 0; column < n; column++) {
    const pivot = rows.reduce(
      (best, row, i) => (i >= column && Math.abs(row[column]) > Math.abs(rows[best][column]) ? i : best),
      column,
    );
    [rows[column], rows[pivot]] = [rows[pivot], rows[column]];
    for (let i = 0; i < n; i++) {
      if (i === column) continue;
      const factor = rows[i][column] / rows[column][column];
      for (let j = column; j <= n; j++) rows[i][j] -= factor * rows[column][j];
    }
  }
  return rows.map((row, i) => row[n] / row[i]);
}
