// Reductions over taps: y[example, position] combines the rows x[example] + offsets[position] + taps[t], t in order.
// Tables hold int32 bytes; rows have `width` bytes, a multiple of 32. The gradient of x is formed example by example
// while it is in the first-level cache: set to 0, added to, and masked as in gemm.ts.
import { inRange } from './inRange';

/** `y = max_t x[t]`; a NaN comes through. */
export function maxTaps(
  x: usize,
  xExample: usize,
  y: usize,
  examples: i32,
  offsets: usize,
  positions: i32,
  taps: usize,
  tapCount: i32,
  width: usize,
): void {
  const offsetsEnd = offsets + ((<usize>positions) << 2);
  const tapsEnd = taps + ((<usize>tapCount) << 2);
  for (; examples > 0; examples--) {
    for (let at = offsets; at < offsetsEnd; at += 4) {
      const row = x + load<i32>(at);
      for (let column: usize = 0; column < width; column += 16) {
        let largest = v128.load(row + load<i32>(taps) + column);
        for (let t = taps + 4; t < tapsEnd; t += 4) {
          largest = f32x4.max(largest, v128.load(row + load<i32>(t) + column));
        }
        v128.store(y + column, largest);
      }
      y += width;
    }
    x += xExample;
  }
}

/** `y = sum_t x[t]`. */
export function sumTaps(
  x: usize,
  xExample: usize,
  y: usize,
  examples: i32,
  offsets: usize,
  positions: i32,
  taps: usize,
  tapCount: i32,
  width: usize,
): void {
  const offsetsEnd = offsets + ((<usize>positions) << 2);
  const tapsEnd = taps + ((<usize>tapCount) << 2);
  for (; examples > 0; examples--) {
    for (let at = offsets; at < offsetsEnd; at += 4) {
      const row = x + load<i32>(at);
      for (let column: usize = 0; column < width; column += 16) {
        let sum = f32x4.splat(0);
        for (let t = taps; t < tapsEnd; t += 4) sum = f32x4.add(sum, v128.load(row + load<i32>(t) + column));
        v128.store(y + column, sum);
      }
      y += width;
    }
    x += xExample;
  }
}

/** The gradient of the largest goes to the first tap that equals it. */
export function maxTapsBackward(
  gradient: usize,
  y: usize,
  x: usize,
  target: usize,
  xExample: usize,
  examples: i32,
  offsets: usize,
  positions: i32,
  taps: usize,
  tapCount: i32,
  width: usize,
  mask: usize,
  low: f32,
  high: f32,
): void {
  const offsetsEnd = offsets + ((<usize>positions) << 2);
  const tapsEnd = taps + ((<usize>tapCount) << 2);
  for (; examples > 0; examples--) {
    memory.fill(target, 0, xExample);
    for (let at = offsets; at < offsetsEnd; at += 4) {
      const offset = <usize>load<i32>(at);
      for (let column: usize = 0; column < width; column += 16) {
        const largest = v128.load(y + column);
        let left = v128.load(gradient + column);
        for (let t = taps; t < tapsEnd; t += 4) {
          const place = offset + load<i32>(t) + column;
          const first = f32x4.eq(v128.load(x + place), largest);
          v128.store(target + place, f32x4.add(v128.load(target + place), v128.and(left, first)));
          left = v128.andnot(left, first);
        }
      }
      y += width;
      gradient += width;
    }
    if (mask) mask = maskExample(target, mask, xExample, low, high);
    x += xExample;
    target += xExample;
  }
}

/** Every tap gets the gradient of the sum. */
export function sumTapsBackward(
  gradient: usize,
  target: usize,
  xExample: usize,
  examples: i32,
  offsets: usize,
  positions: i32,
  taps: usize,
  tapCount: i32,
  width: usize,
  mask: usize,
  low: f32,
  high: f32,
): void {
  const offsetsEnd = offsets + ((<usize>positions) << 2);
  const tapsEnd = taps + ((<usize>tapCount) << 2);
  for (; examples > 0; examples--) {
    memory.fill(target, 0, xExample);
    for (let at = offsets; at < offsetsEnd; at += 4) {
      const row = target + load<i32>(at);
      for (let column: usize = 0; column < width; column += 16) {
        const g = v128.load(gradient + column);
        for (let t = taps; t < tapsEnd; t += 4) {
          const place = row + load<i32>(t) + column;
          v128.store(place, f32x4.add(v128.load(place), g));
        }
      }
      gradient += width;
    }
    if (mask) mask = maskExample(target, mask, xExample, low, high);
    target += xExample;
  }
}

/** Sets the target to 0 where the mask's value is outside `low ... high`; returns the next example's mask. */
function maskExample(target: usize, mask: usize, bytes: usize, low: f32, high: f32): usize {
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(target + i, v128.and(v128.load(target + i), inRange(v128.load(mask + i), low, high)));
  }
  return mask + bytes;
}
