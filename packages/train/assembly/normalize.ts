// Batch normalisation (Ioffe & Szegedy 2015, arXiv:1502.03167, algorithms 1 and 2), four columns at a time.
// Rows are `stride` bytes; vectors (gamma, beta, ...) have one float per column.

/**
 * Normalises by the batch's mean and variance, which stay in `batchMean` and `inverseDeviation` for the backward
 * pass, and moves the running statistics: `running = momentum running + (1 - momentum) batch`, with the unbiased
 * variance.
 */
export function normalize(
  x: usize,
  y: usize,
  rows: i32,
  stride: usize,
  gamma: usize,
  beta: usize,
  mean: usize,
  variance: usize,
  batchMean: usize,
  inverseDeviation: usize,
  epsilon: f32,
  momentum: f32,
): void {
  const count = f32x4.splat(<f32>rows);
  const unbias = f32x4.splat(rows > 1 ? <f32>rows / <f32>(rows - 1) : 1);
  const keep = f32x4.splat(momentum);
  const renew = f32x4.splat(1 - momentum);
  for (let column: usize = 0; column < stride; column += 16) {
    const center = f32x4.div(columnSum(x + column, rows, stride), count);
    const spread = f32x4.div(columnSquares(x + column, center, rows, stride), count);
    const inverse = f32x4.div(f32x4.splat(1), f32x4.sqrt(f32x4.add(spread, f32x4.splat(epsilon))));
    v128.store(batchMean + column, center);
    v128.store(inverseDeviation + column, inverse);
    move(mean + column, center, keep, renew);
    move(variance + column, f32x4.mul(spread, unbias), keep, renew);
    scaleColumn(
      x + column,
      y + column,
      rows,
      stride,
      v128.load(gamma + column),
      v128.load(beta + column),
      center,
      inverse,
    );
  }
}

/** Normalises by the running statistics. */
export function normalizeInference(
  x: usize,
  y: usize,
  rows: i32,
  stride: usize,
  gamma: usize,
  beta: usize,
  mean: usize,
  variance: usize,
  epsilon: f32,
): void {
  for (let column: usize = 0; column < stride; column += 16) {
    const spread = f32x4.add(v128.load(variance + column), f32x4.splat(epsilon));
    const inverse = f32x4.div(f32x4.splat(1), f32x4.sqrt(spread));
    const center = v128.load(mean + column);
    scaleColumn(
      x + column,
      y + column,
      rows,
      stride,
      v128.load(gamma + column),
      v128.load(beta + column),
      center,
      inverse,
    );
  }
}

/** Gradients of gamma and beta, and that of x in place of the gradient of y. */
export function normalizeBackward(
  gradient: usize,
  x: usize,
  rows: i32,
  stride: usize,
  gamma: usize,
  batchMean: usize,
  inverseDeviation: usize,
  gammaGradient: usize,
  betaGradient: usize,
): void {
  const share = f32x4.splat(1 / <f32>rows);
  for (let column: usize = 0; column < stride; column += 16) {
    const center = v128.load(batchMean + column);
    const inverse = v128.load(inverseDeviation + column);
    const dBeta = columnSum(gradient + column, rows, stride);
    const dGamma = columnProducts(gradient + column, x + column, center, inverse, rows, stride);
    v128.store(betaGradient + column, dBeta);
    v128.store(gammaGradient + column, dGamma);
    const factor = f32x4.mul(v128.load(gamma + column), inverse);
    const offset = f32x4.mul(dBeta, share);
    const slope = f32x4.mul(dGamma, share);
    let xAt = x + column;
    let gAt = gradient + column;
    for (let m = rows; m > 0; m--) {
      const normal = f32x4.mul(f32x4.sub(v128.load(xAt), center), inverse);
      const centered = f32x4.sub(f32x4.sub(v128.load(gAt), offset), f32x4.mul(normal, slope));
      v128.store(gAt, f32x4.mul(factor, centered));
      xAt += stride;
      gAt += stride;
    }
  }
}

function scaleColumn(
  x: usize,
  y: usize,
  rows: i32,
  stride: usize,
  gamma: v128,
  beta: v128,
  center: v128,
  inverse: v128,
): void {
  const factor = f32x4.mul(gamma, inverse);
  for (let m = rows; m > 0; m--) {
    v128.store(y, f32x4.add(f32x4.mul(f32x4.sub(v128.load(x), center), factor), beta));
    x += stride;
    y += stride;
  }
}

function move(running: usize, batch: v128, keep: v128, renew: v128): void {
  v128.store(running, f32x4.add(f32x4.mul(v128.load(running), keep), f32x4.mul(batch, renew)));
}

function columnSum(x: usize, rows: i32, stride: usize): v128 {
  let sum = f32x4.splat(0);
  for (let m = rows; m > 0; m--) {
    sum = f32x4.add(sum, v128.load(x));
    x += stride;
  }
  return sum;
}

function columnSquares(x: usize, center: v128, rows: i32, stride: usize): v128 {
  let sum = f32x4.splat(0);
  for (let m = rows; m > 0; m--) {
    const difference = f32x4.sub(v128.load(x), center);
    sum = f32x4.add(sum, f32x4.mul(difference, difference));
    x += stride;
  }
  return sum;
}

function columnProducts(
  gradient: usize,
  x: usize,
  center: v128,
  inverse: v128,
  rows: i32,
  stride: usize,
): v128 {
  let sum = f32x4.splat(0);
  for (let m = rows; m > 0; m--) {
    const normal = f32x4.mul(f32x4.sub(v128.load(x), center), inverse);
    sum = f32x4.add(sum, f32x4.mul(v128.load(gradient), normal));
    gradient += stride;
    x += stride;
  }
  return sum;
}
