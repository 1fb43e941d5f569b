// What happens to the gradient before the optimiser takes it. Lengths are in bytes, a multiple of 16.

/** `gradient += l1 sign(w) + 2 l2 w`: the penalty `l1 sum |w| + l2 sum w^2`; a weight of 0 gets nothing. */
export function penalize(weights: usize, gradient: usize, bytes: usize, l1: f32, l2: f32): void {
  const zero = f32x4.splat(0);
  const step = f32x4.splat(l1);
  const slope = f32x4.splat(2 * l2);
  for (let i: usize = 0; i < bytes; i += 16) {
    const w = v128.load(weights + i);
    const positive = v128.and(f32x4.gt(w, zero), step);
    const sign = f32x4.sub(positive, v128.and(f32x4.lt(w, zero), step));
    const penalty = f32x4.add(sign, f32x4.mul(slope, w));
    v128.store(gradient + i, f32x4.add(v128.load(gradient + i), penalty));
  }
}

/** `sum x^2` in float64, two lanes that each go in order. */
export function sumSquares(x: usize, bytes: usize): f64 {
  let sum = f64x2.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    const v = v128.load(x + i);
    const low = f64x2.promote_low_f32x4(v);
    const high = f64x2.promote_low_f32x4(v128.shuffle<f32>(v, v, 2, 3, 2, 3));
    sum = f64x2.add(sum, f64x2.mul(low, low));
    sum = f64x2.add(sum, f64x2.mul(high, high));
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** `x = 0` where the bits of `mask` are 0, unchanged where they are 1. */
export function keep(x: usize, mask: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16)
    v128.store(x + i, v128.and(v128.load(x + i), v128.load(mask + i)));
}
