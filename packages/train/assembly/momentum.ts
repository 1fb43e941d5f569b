/**
 * One step of gradient descent with momentum (Polyak 1964, as Sutskever et al. 2013, section 2) and decoupled weight
 * decay: `v = keep v + g`, `w -= decay w + rate v`. Lengths are in bytes, a multiple of 16.
 */
export function momentum(
  weights: usize,
  gradient: usize,
  velocity: usize,
  bytes: usize,
  rate: f32,
  keep: f32,
  decay: f32,
): void {
  const rates = f32x4.splat(rate),
    kept = f32x4.splat(keep),
    shrink = f32x4.splat(decay);
  for (let i: usize = 0; i < bytes; i += 16) {
    const v = f32x4.add(f32x4.mul(kept, v128.load(velocity + i)), v128.load(gradient + i));
    const w = v128.load(weights + i);
    v128.store(velocity + i, v);
    v128.store(weights + i, f32x4.sub(f32x4.sub(w, f32x4.mul(shrink, w)), f32x4.mul(rates, v)));
  }
}
