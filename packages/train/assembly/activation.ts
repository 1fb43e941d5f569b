// Lengths are in bytes, a multiple of 16.
import { exponential } from './exponential';

/** `y = tanh(x)`: a polynomial near zero, where the quotient would cancel (Cephes tanhf), the quotient elsewhere. */
export function tanh(x: usize, y: usize, bytes: usize): void {
  const one = f32x4.splat(1);
  const two = f32x4.splat(2);
  for (let i: usize = 0; i < bytes; i += 16) {
    const v = v128.load(x + i);
    const magnitude = f32x4.abs(v);
    const z = f32x4.mul(v, v);
    let p = f32x4.splat(-5.70498872745e-3);
    p = f32x4.add(f32x4.mul(p, z), f32x4.splat(2.06390887954e-2));
    p = f32x4.add(f32x4.mul(p, z), f32x4.splat(-5.37397155531e-2));
    p = f32x4.add(f32x4.mul(p, z), f32x4.splat(1.33314422036e-1));
    p = f32x4.add(f32x4.mul(p, z), f32x4.splat(-3.33332819422e-1));
    const near = f32x4.add(f32x4.mul(f32x4.mul(p, z), v), v);
    const quotient = f32x4.div(two, f32x4.add(exponential(f32x4.mul(magnitude, two)), one));
    const sign = v128.and(v, f32x4.splat(-0.0));
    const far = v128.or(f32x4.sub(one, quotient), sign);
    v128.store(y + i, v128.bitselect(near, far, f32x4.lt(magnitude, f32x4.splat(0.625))));
  }
}

/** `gradient *= 1 - y^2`, in place. */
export function tanhBackward(gradient: usize, y: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) {
    const v = v128.load(y + i);
    const slope = f32x4.sub(f32x4.splat(1), f32x4.mul(v, v));
    v128.store(gradient + i, f32x4.mul(v128.load(gradient + i), slope));
  }
}

/** `y = 1 / (1 + e^-x)`. */
export function sigmoid(x: usize, y: usize, bytes: usize): void {
  const one = f32x4.splat(1);
  for (let i: usize = 0; i < bytes; i += 16) {
    const e = exponential(f32x4.neg(v128.load(x + i)));
    v128.store(y + i, f32x4.div(one, f32x4.add(one, e)));
  }
}

/** `gradient *= y (1 - y)`, in place. */
export function sigmoidBackward(gradient: usize, y: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) {
    const v = v128.load(y + i);
    const slope = f32x4.mul(v, f32x4.sub(f32x4.splat(1), v));
    v128.store(gradient + i, f32x4.mul(v128.load(gradient + i), slope));
  }
}
