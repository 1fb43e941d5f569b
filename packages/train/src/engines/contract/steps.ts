import type { Engine } from '../../training/types';
import { chainOf, denseOf, denseWeights, firstRows } from './networks';

export function describeAdam(engine: Engine): void {
  it.each([
    { why: 'without decay', weightDecay: 0 },
    { why: 'decay shrinks kernels, not biases, apart from the gradient', weightDecay: 0.5 },
  ])('follow Adam by hand: $why', ({ weightDecay }) => {
    const learningRate = 0.125;
    const session = engine.open(denseOf(1, 1), { loss: 'mse', maxBatch: 1 });
    session.setWeights(denseWeights('d', [[1]], [0.25]));
    const batch = { x: Float32Array.of(2), y: Float32Array.of(0.5), indices: firstRows(1) };
    const byHand = { kernel: adamByHand(1), bias: adamByHand(0.25) };
    for (let step = 0; step < 5; step++) {
      const error = 2 * byHand.kernel.value + byHand.bias.value - 0.5;
      const loss = session.step(batch, { learningRate, weightDecay });
      expect(loss).toBeCloseTo(error ** 2, 5);
      byHand.kernel.step(2 * error * 2, learningRate, learningRate * weightDecay);
      byHand.bias.step(2 * error, learningRate, 0);
      const weights = session.weights();
      expect(weights['d/kernel'].data[0]).toBeCloseTo(byHand.kernel.value, 5);
      expect(weights['d/bias'].data[0]).toBeCloseTo(byHand.bias.value, 5);
    }
  });
}

export function describeTrainingState(engine: Engine): void {
  it('keep the weights unrounded, so that small steps add up', () => {
    const network = denseOf(1, 1, { weight: { signed: true, integer: 1, fraction: 0 } });
    const session = engine.open(network, { loss: 'mse', maxBatch: 1 });
    session.setWeights(denseWeights('d', [[0]], [0]));
    const batch = { x: Float32Array.of(1), y: Float32Array.of(1), indices: firstRows(1) };
    for (let step = 0; step < 3; step++) session.step(batch, { learningRate: 0.125, weightDecay: 0 });
    expect(session.weights()['d/kernel'].data[0]).toBeCloseTo(0.375, 2);
  });

  it('move the running statistics by the share that momentum leaves, with the unbiased variance', () => {
    const network = chainOf(1, [
      { name: 'd', kind: 'dense', config: { units: 1 } },
      { name: 'n', kind: 'batchNorm', config: { momentum: 0.75 } },
    ]);
    const session = engine.open(network, { loss: 'mse', maxBatch: 2 });
    const vector = (value: number) => ({ shape: [1], data: Float32Array.of(value) });
    session.setWeights({
      ...denseWeights('d', [[1]], [0]),
      ...{ 'n/gamma': vector(1), 'n/beta': vector(0), 'n/mean': vector(4), 'n/variance': vector(8) },
    });
    const batch = { x: Float32Array.of(1, 3), y: Float32Array.of(0, 0), indices: firstRows(2) };
    session.step(batch, { learningRate: 0.01, weightDecay: 0 });
    const { 'n/mean': mean, 'n/variance': variance } = session.weights();
    // The batch 1, 3 has the mean 2 and the unbiased variance 2.
    expect([mean.data[0], variance.data[0]]).toEqual([0.75 * 4 + 0.25 * 2, 0.75 * 8 + 0.25 * 2]);
  });
}

/** Adam with decoupled decay for one number, as its authors write it. */
function adamByHand(start: number) {
  const state = { value: start, mean: 0, variance: 0, steps: 0 };
  return {
    get value() {
      return state.value;
    },
    step(gradient: number, learningRate: number, decay: number) {
      state.steps++;
      state.mean = 0.9 * state.mean + 0.1 * gradient;
      state.variance = 0.999 * state.variance + 0.001 * gradient ** 2;
      const mean = state.mean / (1 - 0.9 ** state.steps);
      const variance = state.variance / (1 - 0.999 ** state.steps);
      state.value -= decay * state.value + (learningRate * mean) / (Math.sqrt(variance) + 1e-8);
    },
  };
}
