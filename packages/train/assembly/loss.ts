// Rows are `stride` bytes of which `columns` floats count; the gradient's pad lanes become exactly 0.
import { exponential } from './exponential';

/** Rows whose softmax sums are multiplied before one logarithm is taken. */
const ROWS_PER_LOGARITHM: i32 = 16;

/**
 * Sum over the rows of `w_m H(q, softmax(logits))` in nats with `q = (1 - smoothing) onehot(label) + smoothing / columns`
 * and `w_m = classWeights[label]` (0: all 1); `gradient = share w_m (softmax(logits) - q)`. `labels: [rows]` int32 in
 * 0 ... columns-1; `share` is 1 over the sum of the weights of the whole batch.
 */
export function softmaxCrossEntropy(
  logits: usize,
  labels: usize,
  gradient: usize,
  rows: i32,
  columns: i32,
  stride: usize,
  share: f32,
  smoothing: f32,
  classWeights: usize,
): f64 {
  let total: f64 = 0;
  let product: f64 = 1;
  for (let m = 0; m < rows; m++) {
    const largest = rowMaximum(logits, columns);
    const sum = rowExponentials(logits, gradient, columns, stride, largest);
    const label = (<usize>load<i32>(labels + ((<usize>m) << 2))) << 2;
    const weight: f32 = classWeights ? load<f32>(classWeights + label) : 1;
    const rowShare = share * weight;
    const factor = f32x4.splat(rowShare / sum);
    for (let i: usize = 0; i < stride; i += 16)
      v128.store(gradient + i, f32x4.mul(v128.load(gradient + i), factor));
    store<f32>(gradient + label, load<f32>(gradient + label) - rowShare * (1 - smoothing));
    let loss = <f64>largest - (1 - <f64>smoothing) * <f64>load<f32>(logits + label);
    if (smoothing > 0) loss -= smooth(logits, gradient, columns, smoothing, rowShare);
    if (classWeights) total += <f64>weight * (loss + NativeMath.log(<f64>sum));
    else {
      total += loss;
      product *= <f64>sum;
      if ((m + 1) % ROWS_PER_LOGARITHM == 0 || m + 1 == rows) {
        total += NativeMath.log(product);
        product = 1;
      }
    }
    logits += stride;
    gradient += stride;
  }
  return total;
}

/** Takes `smoothing / columns` of the row's share from every gradient and returns `smoothing mean(logits)`. */
function smooth(logits: usize, gradient: usize, columns: i32, smoothing: f32, rowShare: f32): f64 {
  const part = (rowShare * smoothing) / <f32>columns;
  let sum: f64 = 0;
  for (let n = 0; n < columns; n++) {
    const at = (<usize>n) << 2;
    sum += <f64>load<f32>(logits + at);
    store<f32>(gradient + at, load<f32>(gradient + at) - part);
  }
  return (<f64>smoothing * sum) / <f64>columns;
}

/**
 * Sum over the rows of the mean over the columns of `(output - target)^2`; `gradient` is that of the sum times `share`,
 * 1 over the rows of the whole batch. `targets: [rows, columns]` without padding.
 */
export function meanSquaredError(
  outputs: usize,
  targets: usize,
  gradient: usize,
  rows: i32,
  columns: i32,
  stride: usize,
  share: f32,
): f64 {
  const factor: f32 = (2 * share) / <f32>columns;
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
  return total / <f64>columns;
}

/** As `meanSquaredError` with `e^2 / 2` where `|e| <= delta` and `delta (|e| - delta / 2)` beyond (Huber 1964). */
export function huber(
  outputs: usize,
  targets: usize,
  gradient: usize,
  rows: i32,
  columns: i32,
  stride: usize,
  share: f32,
  delta: f32,
): f64 {
  const factor: f32 = share / <f32>columns;
  let total: f64 = 0;
  for (let m = 0; m < rows; m++) {
    for (let n = 0; n < columns; n++) {
      const at = (<usize>n) << 2;
      const difference = load<f32>(outputs + at) - load<f32>(targets + at);
      const held = max<f32>(min<f32>(difference, delta), -delta);
      total += <f64>held * (<f64>difference - <f64>held / 2);
      store<f32>(gradient + at, held * factor);
    }
    for (let at = (<usize>columns) << 2; at < stride; at += 4) store<f32>(gradient + at, 0);
    outputs += stride;
    gradient += stride;
    targets += (<usize>columns) << 2;
  }
  return total / <f64>columns;
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
