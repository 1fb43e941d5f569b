// Lengths are in bytes, a multiple of 16.
import { inRange } from './inRange';

/** `y = max(x, 0)`. */
export function relu(x: usize, y: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) v128.store(y + i, f32x4.pmax(v128.load(x + i), f32x4.splat(0)));
}

/** `y = x < 0 ? slope x : x`. */
export function leakyRelu(x: usize, y: usize, bytes: usize, slope: f32): void {
  const zero = f32x4.splat(0);
  const factor = f32x4.splat(slope);
  for (let i: usize = 0; i < bytes; i += 16) {
    const v = v128.load(x + i);
    v128.store(y + i, v128.bitselect(f32x4.mul(v, factor), v, f32x4.lt(v, zero)));
  }
}

/** `gradient *= x < 0 ? slope : 1`, in place. */
export function leakyReluBackward(gradient: usize, x: usize, bytes: usize, slope: f32): void {
  const zero = f32x4.splat(0);
  const factor = f32x4.splat(slope);
  for (let i: usize = 0; i < bytes; i += 16) {
    const g = v128.load(gradient + i);
    v128.store(gradient + i, v128.bitselect(f32x4.mul(g, factor), g, f32x4.lt(v128.load(x + i), zero)));
  }
}

/** `target = low <= x <= high ? gradient : 0`: the backward pass of relu and of a saturating quantiser. */
export function maskRange(gradient: usize, target: usize, x: usize, bytes: usize, low: f32, high: f32): void {
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(target + i, v128.and(v128.load(gradient + i), inRange(v128.load(x + i), low, high)));
  }
}

/** `y = a + b`. */
export function add(a: usize, b: usize, y: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) v128.store(y + i, f32x4.add(v128.load(a + i), v128.load(b + i)));
}

/** `y = factor x`. */
export function multiply(x: usize, y: usize, bytes: usize, factor: f32): void {
  const factors = f32x4.splat(factor);
  for (let i: usize = 0; i < bytes; i += 16) v128.store(y + i, f32x4.mul(v128.load(x + i), factors));
}

/** `y = a b`, element by element. */
export function multiplyElements(a: usize, b: usize, y: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) v128.store(y + i, f32x4.mul(v128.load(a + i), v128.load(b + i)));
}

/** `y[m, n] = x[m, n] + row[n]`, rows of `stride` bytes. */
export function addRow(x: usize, row: usize, y: usize, rows: i32, stride: usize): void {
  for (let m = 0; m < rows; m++) {
    add(x, row, y, stride);
    x += stride;
    y += stride;
  }
}

export function copy(x: usize, y: usize, bytes: usize): void {
  memory.copy(y, x, bytes);
}

export function zero(x: usize, bytes: usize): void {
  memory.fill(x, 0, bytes);
}
