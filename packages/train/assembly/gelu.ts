// The tanh form of the Gaussian error linear unit (Hendrycks & Gimpel 2016, arXiv:1606.08415, section 2):
// 1/2 (1 + tanh(u)) is the sigmoid of 2u, u = sqrt(2 / pi) (x + 0.044715 x^3). Lengths are in bytes, a multiple of 16.
import { exponential } from './exponential';

/** `2 sqrt(2 / pi)`, and that times 0.044715. */
const LINEAR: f32 = 1.5957691216057308;
const CUBIC: f32 = 0.071354816272;

/** `y = x sigmoid(2u)`. */
export function gelu(x: usize, y: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) {
    const v = v128.load(x + i);
    v128.store(y + i, f32x4.mul(v, gate(v)));
  }
}

/** `gradient *= s + x s (1 - s) 2 du/dx`, `s = sigmoid(2u)`, in place. */
export function geluBackward(gradient: usize, x: usize, bytes: usize): void {
  const one = f32x4.splat(1);
  for (let i: usize = 0; i < bytes; i += 16) {
    const v = v128.load(x + i);
    const s = gate(v);
    const inner = f32x4.add(f32x4.splat(LINEAR), f32x4.mul(f32x4.splat(3 * CUBIC), f32x4.mul(v, v)));
    const rest = f32x4.mul(f32x4.mul(f32x4.mul(v, inner), s), f32x4.sub(one, s));
    v128.store(gradient + i, f32x4.mul(v128.load(gradient + i), f32x4.add(s, rest)));
  }
}

/** `sigmoid(2u)`. */
function gate(x: v128): v128 {
  const square = f32x4.mul(x, x);
  const slope = f32x4.add(f32x4.splat(LINEAR), f32x4.mul(f32x4.splat(CUBIC), square));
  const e = exponential(f32x4.neg(f32x4.mul(x, slope)));
  return f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), e));
}
