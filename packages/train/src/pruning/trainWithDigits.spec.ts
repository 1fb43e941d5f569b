import { createWasmEngine } from '../engines/wasm';
import { evaluate } from '../training/evaluate';
import type { TrainingSettings } from '../training/types';
import { bits, layer, networkOf, tensor } from './__fixtures__/networks';
import { digitCount } from './signedDigits';
import { trainWithDigits } from './trainWithDigits';

const engine = createWasmEngine();
const network = networkOf(
  [2],
  [layer('a', 'dense', ['input', { units: 1, weight: bits(true, 2, 2), bias: bits(true, 3, 6) }])],
);
const weights = { 'a/kernel': tensor([2, 1], [1, 0.5]), 'a/bias': tensor([1], [0]) };
const settings: TrainingSettings = {
  epochs: 40,
  batchSize: 16,
  learningRate: 0.05,
  schedule: 'cosine',
  loss: 'mse',
  keep: 'best',
  seed: 1,
};
/** y = 1.25 x0 + 1.25 x1, where x1 is x0 but for a quarter in half of the examples. */
const x = Float32Array.from({ length: 128 }, (_, i) => Math.floor(i / 2) / 64 - (i % 4 === 1 ? 0.25 : 0));
const y = Float32Array.from({ length: 64 }, (_, row) => 1.25 * (x[2 * row] + x[2 * row + 1]));
const arrays = { x, y, count: 64 };

describe('trainWithDigits', () => {
  const digitLimits = { 'a/kernel': Uint8Array.of(1, 32) };
  const trained = trainWithDigits(engine, {
    ...{ network, weights, settings, digitLimits },
    train: arrays,
    validation: arrays,
  });
  const [first, second] = Array.from(trained.weights['a/kernel'].data, (w) => Math.floor(w * 4 + 0.5));

  it('keeps the limits, so that the weight without one takes over what the other may not have', () => {
    // In quarters 5 and 5 would be right, 5 = 4 + 1; with one digit the first is 4 and the second grows.
    expect(digitCount(first)).toBeLessThanOrEqual(1);
    expect(first).toBe(4);
    expect(second).toBeGreaterThan(5);
  });

  it('gives the metric of the weights that it returns, and a record of every epoch', () => {
    expect(trained.metric).toBe(evaluate(engine, { network, weights: trained.weights, arrays }).metric);
    expect(trained.epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  });

  it('ends after `patience` epochs without a better metric of the moved weights', () => {
    // The steps are too small for any integer, of 1/4, to change.
    const patient = trainWithDigits(engine, {
      ...{ network, weights: { ...weights, 'a/kernel': tensor([2, 1], [1, 1]) } },
      settings: { ...settings, learningRate: 1e-4, earlyStop: { patience: 3 } },
      digitLimits: { 'a/kernel': Uint8Array.of(1, 1) },
      ...{ train: arrays, validation: arrays },
    });
    expect(patient.epochs).toHaveLength(4);
  });
});
