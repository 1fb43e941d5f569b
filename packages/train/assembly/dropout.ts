/**
 * Inverted dropout (Srivastava et al. 2014): `y = u < rate ? 0 : x / (1 - rate)`. The uniform number u of element n of
 * row m is the upper 24 bits of `hash(((firstRow + m) columns + n) ^ seed)`, so no mask depends on how a batch is
 * split; `threshold = rate 2^24`. Rows of `stride` bytes; pad lanes are 0 before and after. In place for gradients.
 */
export function dropout(
  x: usize,
  y: usize,
  rows: i32,
  columns: i32,
  stride: usize,
  firstRow: i32,
  seed: i32,
  threshold: i32,
  factor: f32,
): void {
  const seeds = i32x4.splat(seed);
  const least = i32x4.splat(threshold);
  const factors = f32x4.splat(factor);
  const lanes = i32x4(0, 1, 2, 3);
  let index = firstRow * columns;
  for (; rows > 0; rows--) {
    let indices = i32x4.add(i32x4.splat(index), lanes);
    for (let i: usize = 0; i < stride; i += 16) {
      const uniform = i32x4.shr_u(hash(v128.xor(indices, seeds)), 8);
      const kept = i32x4.ge_s(uniform, least);
      v128.store(y + i, v128.and(f32x4.mul(v128.load(x + i), factors), kept));
      indices = i32x4.add(indices, i32x4.splat(4));
    }
    index += columns;
    x += stride;
    y += stride;
  }
}

/** A permutation of 32 bits with little bias (`lowbias32`, C. Wellons 2018, https://nullprogram.com/blog/2018/07/31/). */
function hash(x: v128): v128 {
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 16)), i32x4.splat(0x7feb352d));
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 15)), i32x4.splat(<i32>0x846ca68b));
  return v128.xor(x, i32x4.shr_u(x, 16));
}
