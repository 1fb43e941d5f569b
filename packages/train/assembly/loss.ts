// Rows are `stride` bytes of which `columns` floats count; the gradient's pad lanes become exactly 0.
import { exponential } from './exponential';

/** Rows whose softmax sums are multiplied before one logarithm is taken. */
const ROWS_PER_LOGARITHM: i32 = 16;

/**
 * Mean cross entropy of the softmax in nats; `gradient = (softmax(logits) - onehot(label)) / rows`.
 * `labels: [rows]` int32 in 0 ... columns-1.
 */
export function softmaxCrossEntropy(
  logits: usize,
  labels: usize,
  gradient: usize,
  rows: i32,
  columns: i32,
  stride: usize,
): f64 {
  const share: f32 = 1 / <f32>rows;
  let total: f64 = 0;
  let product: f64 = 1;
  for (let m = 0; m < rows; m++) {
    const largest = rowMaximum(logits, columns);
    const sum = rowExponentials(logits, gradient, columns, stride, largest);
    const factor = f32x4.splat(share / sum);
    for (let i: usize = 0; i < stride; i += 16)
      v128.store(gradient + i, f32x4.mul(v128.load(gradient + i), factor));
    const label = (<usize>load<i32>(labels + ((<usize>m) << 2))) << 2;
    store<f32>(gradient + label, load<f32>(gradient + label) - share);
    total += <f64>largest - <f64>load<f32>(logits + label);
    product *= <f64>sum;
    if ((m + 1) % ROWS_PER_LOGARITHM == 0 || m + 1 == rows) {
      total += NativeMath.log(product);
      product = 1;
    }
    logits += stride;
    gradient += stride;
  }
  return total / <f64>rows;
}

/** Mean of `(output - target)^2` over rows and columns; `targets: [rows, columns]` without padding. */
export function meanSquaredError(
  outputs: usize,
  targets: usize,
  gradient: usize,
  rows: i32,
  columns: i32,
  stride: usize,
): f64 {
  const factor: f32 = 2 / <f32>(rows * columns);
  let total: f64 = 0;
  for (let m = 0; m < rows; m++) {
    for (let n = 0; n < columns; n++) {
      const at = (<usize>n) << 2;
      const difference = load<f32>(outputs + at) - load<f32>(targets + at);
      total += <f64>difference * <f64>difference;
      store<f32>(gradient + at, difference * factor);
    }
    for (let at = (<usize>columns) << 2; at < stride; at += 4) store<f32>(gradient + at, 0);
    outputs += stride;
    gradient += stride;
    targets += (<usize>columns) << 2;
  }
  return total / (<f64>rows * <f64>columns);
}

function rowMaximum(row: usize, columns: i32): f32 {
  let largest = load<f32>(row);
  for (let n = 1; n < columns; n++) largest = max(largest, load<f32>(row + ((<usize>n) << 2)));
  return largest;
}

/** Stores `e^(x - largest)` (0 in pad lanes) and returns its sum. */
function rowExponentials(row: usize, target: usize, columns: i32, stride: usize, largest: f32): f32 {
  const shift = f32x4.splat(largest);
  let lanes = i32x4(0, 1, 2, 3);
  let sum = f32x4.splat(0);
  for (let i: usize = 0; i < stride; i += 16) {
    const inside = i32x4.lt_s(lanes, i32x4.splat(columns));
    const e = v128.and(exponential(f32x4.sub(v128.load(row + i), shift)), inside);
    v128.store(target + i, e);
    sum = f32x4.add(sum, e);
    lanes = i32x4.add(lanes, i32x4.splat(4));
  }
  return (
    f32x4.extract_lane(sum, 0) +
    f32x4.extract_lane(sum, 1) +
    (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3))
  );
}
