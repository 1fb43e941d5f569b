// Quantisers with a format per column: rows of `stride` bytes, and a table of four rows of `stride` bytes: 1 / step,
// step, and the least and largest integer (1, 1, 0, 0 in pad lanes).

/** `y = clamp(floor(x / step + 1/2), low, high) * step`, as in quantize.ts. */
export function quantizeColumns(x: usize, y: usize, rows: i32, stride: usize, table: usize): void {
  const half = f32x4.splat(0.5);
  const one = f32x4.splat(1);
  for (; rows > 0; rows--) {
    for (let i: usize = 0; i < stride; i += 16) {
      const at = table + i;
      const v = f32x4.mul(v128.load(x + i), v128.load(at));
      const down = f32x4.floor(v);
      const up = v128.and(f32x4.ge(f32x4.sub(v, down), half), one);
      const highest = v128.load(at + 3 * stride);
      const clamped = f32x4.pmax(f32x4.pmin(f32x4.add(down, up), highest), v128.load(at + 2 * stride));
      v128.store(y + i, f32x4.mul(clamped, v128.load(at + stride)));
    }
    x += stride;
    y += stride;
  }
}

/** `gradient = low step <= x <= high step ? gradient : 0`, in place. */
export function maskColumns(gradient: usize, x: usize, rows: i32, stride: usize, table: usize): void {
  for (; rows > 0; rows--) {
    for (let i: usize = 0; i < stride; i += 16) {
      const at = table + i;
      const v = v128.load(x + i);
      const step = v128.load(at + stride);
      const above = f32x4.ge(v, f32x4.mul(v128.load(at + 2 * stride), step));
      const below = f32x4.le(v, f32x4.mul(v128.load(at + 3 * stride), step));
      const g = v128.load(gradient + i);
      v128.store(gradient + i, v128.and(g, v128.and(above, below)));
    }
    gradient += stride;
    x += stride;
  }
}
