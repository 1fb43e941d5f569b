// Lengths are in bytes, a multiple of 16.

/**
 * `y = clamp(floor(x / step + 1/2), low, high) * step` for a step that is a power of two. The half is compared
 * with the fraction instead of added: 0.49999997 + 0.5 is 1 in float32.
 */
export function quantize(x: usize, y: usize, bytes: usize, step: f32, low: f32, high: f32): void {
  const scale = f32x4.splat(1 / step);
  const steps = f32x4.splat(step);
  const lowest = f32x4.splat(low);
  const highest = f32x4.splat(high);
  const half = f32x4.splat(0.5);
  const one = f32x4.splat(1);
  for (let i: usize = 0; i < bytes; i += 16) {
    const v = f32x4.mul(v128.load(x + i), scale);
    const down = f32x4.floor(v);
    const up = v128.and(f32x4.ge(f32x4.sub(v, down), half), one);
    const clamped = f32x4.pmax(f32x4.pmin(f32x4.add(down, up), highest), lowest);
    v128.store(y + i, f32x4.mul(clamped, steps));
  }
}

/** `y = table[x * scale - low]` for x on the grid of step `1 / scale`; indices are held inside the table. */
export function lookup(
  x: usize,
  y: usize,
  bytes: usize,
  table: usize,
  scale: f32,
  low: i32,
  size: i32,
): void {
  for (let i: usize = 0; i < bytes; i += 16)
    v128.store(y + i, entries(v128.load(x + i), table, scale, low, size));
}

/** `gradient *= slopes[x * scale - low]`, in place. */
export function lookupBackward(
  gradient: usize,
  x: usize,
  bytes: usize,
  slopes: usize,
  scale: f32,
  low: i32,
  size: i32,
): void {
  for (let i: usize = 0; i < bytes; i += 16) {
    const slope = entries(v128.load(x + i), slopes, scale, low, size);
    v128.store(gradient + i, f32x4.mul(v128.load(gradient + i), slope));
  }
}

function entries(x: v128, table: usize, scale: f32, low: i32, size: i32): v128 {
  const offset = i32x4.sub(i32x4.trunc_sat_f32x4_s(f32x4.mul(x, f32x4.splat(scale))), i32x4.splat(low));
  const index = i32x4.shl(i32x4.max_s(i32x4.min_s(offset, i32x4.splat(size - 1)), i32x4.splat(0)), 2);
  return f32x4(
    load<f32>(table + <usize>i32x4.extract_lane(index, 0)),
    load<f32>(table + <usize>i32x4.extract_lane(index, 1)),
    load<f32>(table + <usize>i32x4.extract_lane(index, 2)),
    load<f32>(table + <usize>i32x4.extract_lane(index, 3)),
  );
}
