/**
 * One step of Adam (Kingma & Ba 2015, arXiv:1412.6980, algorithm 1) with decoupled weight decay (Loshchilov &
 * Hutter 2019, arXiv:1711.05101, algorithm 2): `w -= decay w + stepSize m / (sqrt(v varianceScale) + epsilon)`,
 * where `stepSize = rate / (1 - beta1^t)`, `varianceScale = 1 / (1 - beta2^t)` and `decay = rate * weightDecay`.
 * Lengths are in bytes, a multiple of 16.
 */
export function adam(
  weights: usize,
  gradient: usize,
  mean: usize,
  variance: usize,
  bytes: usize,
  stepSize: f32,
  varianceScale: f32,
  decay: f32,
  beta1: f32,
  beta2: f32,
  epsilon: f32,
): void {
  const keepMean = f32x4.splat(beta1),
    renewMean = f32x4.splat(1 - beta1);
  const keepVariance = f32x4.splat(beta2),
    renewVariance = f32x4.splat(1 - beta2);
  const scale = f32x4.splat(varianceScale),
    size = f32x4.splat(stepSize);
  const shrink = f32x4.splat(decay),
    floor = f32x4.splat(epsilon);
  for (let i: usize = 0; i < bytes; i += 16) {
    const g = v128.load(gradient + i);
    const w = v128.load(weights + i);
    const m = f32x4.add(f32x4.mul(keepMean, v128.load(mean + i)), f32x4.mul(renewMean, g));
    const squares = f32x4.mul(renewVariance, f32x4.mul(g, g));
    const v = f32x4.add(f32x4.mul(keepVariance, v128.load(variance + i)), squares);
    v128.store(mean + i, m);
    v128.store(variance + i, v);
    const direction = f32x4.div(m, f32x4.add(f32x4.sqrt(f32x4.mul(v, scale)), floor));
    v128.store(weights + i, f32x4.sub(f32x4.sub(w, f32x4.mul(shrink, w)), f32x4.mul(size, direction)));
  }
}
