// Quantisers whose fraction bits are learned (Sun et al. 2024, arXiv 2405.00645, section III). Fractions are real
// numbers, one per column of eight-float-padded rows (one row of all elements for weights); what counts is the
// nearest integer. Lengths and strides are in bytes, multiples of 16.

/** `2^round(f)`, exact. */
function scaleOf(fractions: usize): v128 {
  const nearest = f32x4.floor(f32x4.add(v128.load(fractions), f32x4.splat(0.5)));
  return i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(nearest), i32x4.splat(127)), 23);
}

/**
 * `y = clamp(floor(x / step + 1/2) step, low, high - step)` with `step = 2^-round(f)`; `high`, a power of two, is what the
 * format reaches up to, and `low` is 0 or `-high`. All zero where a step is larger than that.
 */
export function learnedQuantize(
  x: usize,
  y: usize,
  rows: i32,
  stride: usize,
  fractions: usize,
  low: usize,
  high: usize,
): void {
  const half = f32x4.splat(0.5),
    one = f32x4.splat(1);
  for (let column: usize = 0; column < stride; column += 16) {
    const scale = scaleOf(fractions + column);
    const step = f32x4.div(one, scale);
    const reach = v128.load(high + column);
    const lowest = v128.and(v128.load(low + column), f32x4.le(step, reach));
    const highest = f32x4.pmax(f32x4.sub(reach, step), f32x4.splat(0));
    let at = column;
    for (let row = 0; row < rows; row++) {
      const v = f32x4.mul(v128.load(x + at), scale);
      const down = f32x4.floor(v);
      const up = v128.and(f32x4.ge(f32x4.sub(v, down), half), one);
      const rounded = f32x4.mul(f32x4.add(down, up), step);
      v128.store(y + at, f32x4.pmax(f32x4.pmin(rounded, highest), lowest));
      at += stride;
    }
  }
}

/**
 * The backward pass: `gradient` passes where `low <= x <= high` (straight-through), in place. To a fraction's gradient is
 * added `ln 2 sum(gradient (x - y))` over what passes, as the error of rounding shrinks as `2^-f` (equation 15 there), and
 * `-ln 2 saturated sum(gradient y)` over the rest: with `saturated` 1 the ends of a range move as `2^-f`, at a fixed
 * width (Jain et al. 2020, arXiv 1903.08066, section 3.3); with 0 they stay.
 */
export function learnedQuantizeBackward(
  gradient: usize,
  x: usize,
  y: usize,
  rows: i32,
  stride: usize,
  low: usize,
  high: usize,
  saturated: f32,
  fractionGradient: usize,
): void {
  const ends = f32x4.splat(-saturated);
  for (let column: usize = 0; column < stride; column += 16) {
    const lowest = v128.load(low + column),
      highest = v128.load(high + column);
    let sum = f32x4.splat(0);
    let at = column;
    for (let row = 0; row < rows; row++) {
      const v = v128.load(x + at);
      const rounded = v128.load(y + at);
      const inside = v128.and(f32x4.ge(v, lowest), f32x4.le(v, highest));
      const g = v128.load(gradient + at);
      v128.store(gradient + at, v128.and(g, inside));
      const factor = v128.bitselect(f32x4.sub(v, rounded), f32x4.mul(ends, rounded), inside);
      sum = f32x4.add(sum, f32x4.mul(g, factor));
      at += stride;
    }
    const slope = f32x4.mul(sum, f32x4.splat(0.6931471805599453));
    v128.store(fractionGradient + column, f32x4.add(v128.load(fractionGradient + column), slope));
  }
}

/** Bits of the magnitude of each integer `q 2^round(f)`: 0 for 0, 3 for 5. */
function magnitudeBits(q: v128, scale: v128): v128 {
  const magnitude = f32x4.abs(f32x4.mul(q, scale));
  const bits = i32x4.sub(i32x4.shr_u(magnitude, 23), i32x4.splat(126));
  return v128.and(f32x4.convert_i32x4_s(bits), f32x4.gt(magnitude, f32x4.splat(0)));
}

/**
 * Effective bit operations of a product with a quantised kernel in panels (see gemm.ts), `sum_k inputBits[k] sum_n
 * bits[k, n]` (section III-C there), and its gradient times `strength`: added to `kernelGradient` by weight that is
 * not zero, and to `inputGradient` by input k. A fraction bit more is a bit more.
 */
export function penalizeWidths(
  kernel: usize,
  fractions: usize,
  kernelGradient: usize,
  inputBits: usize,
  inputGradient: usize,
  inner: i32,
  panels: i32,
  strength: f32,
): f32 {
  let total: f32 = 0;
  const panelBytes = (<usize>inner) << 5;
  for (let k = 0; k < inner; k++) {
    const entry = (<usize>k) << 2;
    const bits = load<f32>(inputBits + entry);
    const slope = f32x4.splat(strength * bits);
    let sums = f32x4.splat(0);
    let at = (<usize>k) << 5;
    for (let p = 0; p < panels; p++) {
      for (let lane: usize = 0; lane < 32; lane += 16) {
        const counted = magnitudeBits(v128.load(kernel + at + lane), scaleOf(fractions + at + lane));
        const gradient = kernelGradient + at + lane;
        const alive = f32x4.gt(counted, f32x4.splat(0));
        v128.store(gradient, f32x4.add(v128.load(gradient), v128.and(slope, alive)));
        sums = f32x4.add(sums, counted);
      }
      at += panelBytes;
    }
    const sum =
      f32x4.extract_lane(sums, 0) +
      f32x4.extract_lane(sums, 1) +
      f32x4.extract_lane(sums, 2) +
      f32x4.extract_lane(sums, 3);
    store<f32>(inputGradient + entry, load<f32>(inputGradient + entry) + strength * sum);
    total += bits * sum;
  }
  return total;
}

/**
 * Effective bit operations of an element by element product of two values of given widths, `sum_k aBits[k] bBits[k]`, and
 * their gradients times `strength`, added to `aGradient` and `bGradient`.
 */
export function penalizeProduct(
  aBits: usize,
  aGradient: usize,
  bBits: usize,
  bGradient: usize,
  inner: i32,
  strength: f32,
): f32 {
  let total: f32 = 0;
  const end = (<usize>inner) << 2;
  for (let entry: usize = 0; entry < end; entry += 4) {
    const a = load<f32>(aBits + entry);
    const b = load<f32>(bBits + entry);
    store<f32>(aGradient + entry, load<f32>(aGradient + entry) + strength * b);
    store<f32>(bGradient + entry, load<f32>(bGradient + entry) + strength * a);
    total += a * b;
  }
  return total;
}

/** Width of each of `inner` inputs, `max(round(f) + offset, 0)` of its channel `k % channels`; clears their gradients. */
export function channelBits(
  fractions: usize,
  offsets: usize,
  channels: i32,
  bits: usize,
  gradient: usize,
  inner: i32,
): void {
  for (let k = 0; k < inner; k++) {
    const channel = (<usize>(k % channels)) << 2;
    const entry = (<usize>k) << 2;
    const width = floor<f32>(load<f32>(fractions + channel) + 0.5) + load<f32>(offsets + channel);
    store<f32>(bits + entry, max<f32>(width, 0));
    store<f32>(gradient + entry, 0);
  }
}

/** Adds the gradients of `inner` inputs of more than 0 bits to those of their channels' fractions. */
export function addChannelGradients(
  gradient: usize,
  bits: usize,
  inner: i32,
  fractionGradient: usize,
  channels: i32,
): void {
  for (let k = 0; k < inner; k++) {
    const entry = (<usize>k) << 2;
    if (load<f32>(bits + entry) <= 0) continue;
    const channel = fractionGradient + ((<usize>(k % channels)) << 2);
    store<f32>(channel, load<f32>(channel) + load<f32>(gradient + entry));
  }
}

/** `x = min(x, high)`, in place. */
export function limitFractions(x: usize, bytes: usize, high: f32): void {
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(x + i, f32x4.pmin(v128.load(x + i), f32x4.splat(high)));
  }
}
