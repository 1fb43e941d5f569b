import type { Network, Weights } from '@nx-codesign/ir';
import { createWasmEngine } from '../engine';
import { deadIntegers, type LearnedWidths } from './widths';

const engine = createWasmEngine();
const some = { signed: true, integer: 3, fraction: 8 };
const unsigned = { signed: false, integer: 2, fraction: 4 };

/** Two inputs of 12 bits, a rounded sum behind a relu, and one output, `relu(x W + b) v`. */
const network: Network = {
  name: 'n',
  input: { shape: [2], format: some },
  layers: [
    { name: 'a', kind: 'dense', inputs: ['input'], config: { units: 1, weight: some } },
    { name: 'r', kind: 'activation', inputs: ['a'], config: { function: 'relu', output: unsigned } },
    { name: 'b', kind: 'dense', inputs: ['r'], config: { units: 1, weight: some } },
  ],
  output: 'b',
};
const tensor = (shape: number[], data: number[]) => ({ shape, data: Float32Array.from(data) });
const weights: Weights = {
  'a/kernel': tensor([2, 1], [0.55, 0.3]),
  'a/bias': tensor([1], [0.1]),
  'b/kernel': tensor([1, 1], [1.25]),
  'b/bias': tensor([1], [0]),
};
const widths: LearnedWidths = {
  kernels: { 'a/kernel': Float32Array.of(3, 2.6), 'b/kernel': Float32Array.of(2) },
  values: { r: { signed: false, fractions: Float32Array.of(2), integers: Int32Array.of(3) } },
};
const batch = { x: Float32Array.of(1, 1), y: Float32Array.of(5), indices: Int32Array.of(0) };
const rates = { learningRate: 0, weightDecay: 0 };

function open(changed: Partial<LearnedWidths> = {}) {
  const session = engine.openLearned(network, {
    loss: 'mse',
    maxBatch: 4,
    widths: { ...widths, ...changed },
  });
  session.setWeights(weights);
  return session;
}

describe('a session of learned widths', () => {
  // 0.55 and 0.3 in steps of 1/8 are 0.5 and 0.25; their sum with 0.1 is 0.85, in steps of 1/4 0.75; 1.25 is exact.
  it('rounds each weight and each channel to its own fraction, to the nearest integer of it', () => {
    expect([...open().forward(batch.x, 1)]).toEqual([0.75 * 1.25]);
  });

  it('gives a fraction the gradient ln 2 g (x - y): less error with each bit', () => {
    const session = open();
    const { gradients } = session.gradients(batch);
    // The loss is (0.9375 - 5)^2, so g = -8.125 at the output and -8.125 * 1.25 = -10.15625 behind the relu.
    const g = -10.15625;
    expect(gradients['a/kernel'].data[0]).toBe(g);
    const slopes = session.widthGradients();
    expect(slopes['a/kernel'][0]).toBeCloseTo(Math.LN2 * g * (0.55 - 0.5), 5);
    expect(slopes['a/kernel'][1]).toBeCloseTo(Math.LN2 * g * (0.3 - 0.25), 5);
    expect(slopes['r'][0]).toBeCloseTo(Math.LN2 * g * (0.85 - 0.75), 5);
    expect(slopes['b/kernel'][0]).toBe(0);
  });

  it('passes no gradient where a value saturates', () => {
    // Up to 1/2 in steps of 1/4: 0.85 becomes 1/4.
    const session = open({
      values: { r: { signed: false, fractions: Float32Array.of(2), integers: Int32Array.of(-1) } },
    });
    expect([...session.forward(batch.x, 1)]).toEqual([0.25 * 1.25]);
    const { gradients } = session.gradients(batch);
    expect(gradients['a/kernel'].data[0]).toBe(0);
    expect(session.widthGradients()['r'][0]).toBe(0);
  });

  it('moves the end of a learned range: -ln 2 g y for what saturates, and its range keeps the width', () => {
    const range = { width: 1, grain: 'tensor' } as const;
    const r = { signed: false, fractions: Float32Array.of(2), integers: Int32Array.of(-1), range };
    const session = open({ values: { r } });
    session.setWidthSteps({ rate: 0.75, strength: 0, mostFraction: 9 });
    session.step(batch, rates);
    // 1/4 of 0.85 gets through: the output is 0.3125, g = 2 (0.3125 - 5) 1.25 behind the relu.
    const g = 2 * (0.3125 - 5) * 1.25;
    expect(session.widthGradients()['r'][0]).toBeCloseTo(-Math.LN2 * g * 0.25, 5);
    const { fractions, integers } = session.widths().values['r'];
    expect(fractions[0]).toBeCloseTo(1.25, 5);
    expect([...integers]).toEqual([0]);
    // One bit at step 1/2: 0.85 becomes 1/2.
    expect([...session.forward(batch.x, 1)]).toEqual([0.5 * 1.25]);
  });

  it('counts effective bit operations: 12 * (3 + 2) and, of 5 bits in, 5 * 3', () => {
    // 0.5 = 4/8 has 3 bits and 0.25 = 2/8 has 2; values below 8 in steps of 1/4 have 5; 1.25 = 5/4 has 3.
    const session = open();
    session.gradients(batch);
    expect(session.ebops()).toBe(12 * 5 + 5 * 3);
  });

  it('adds the penalty: strength times the other factor of each product, to fractions that have bits', () => {
    const session = open();
    session.gradients(batch);
    const free = session.widthGradients();
    session.setWidthSteps({ rate: 0, strength: 0.5, mostFraction: 9 });
    session.gradients(batch);
    const pressed = session.widthGradients();
    const added = (name: string, i: number) => pressed[name][i] - free[name][i];
    expect(added('a/kernel', 0)).toBeCloseTo(0.5 * 12, 5);
    expect(added('a/kernel', 1)).toBeCloseTo(0.5 * 12, 5);
    expect(added('b/kernel', 0)).toBeCloseTo(0.5 * 5, 5);
    expect(added('r', 0)).toBeCloseTo(0.5 * 3, 5);
  });

  describe('of a network with products', () => {
    const layerOf = (name: string, kind: string, inputs: string[], config: object) => ({
      ...{ name, kind, inputs },
      config: { ...config },
    });
    /** `p` multiplies what `inputs` say: the input of 12 bits, and two rounded channels of 5 and 3 bits. */
    const openProduct = (inputs: string[]) => {
      const session = engine.openLearned(
        {
          ...network,
          layers: [
            layerOf('a', 'dense', ['input'], { units: 2 }),
            layerOf('r', 'activation', ['a'], { function: 'relu', output: unsigned }),
            layerOf('p', 'multiply', inputs, {}),
          ],
          output: 'p',
        },
        {
          ...{ loss: 'mse', maxBatch: 4 },
          widths: {
            kernels: {},
            values: {
              r: { signed: false, fractions: Float32Array.of(2, 1), integers: Int32Array.of(3, 2) },
            },
          },
        },
      );
      session.setWeights({ 'a/kernel': tensor([2, 2], [1, 2, 3, 4]), 'a/bias': tensor([2], [0, 0]) });
      return session;
    };
    const products = { x: Float32Array.of(1, 1), y: Float32Array.of(5, 5), indices: Int32Array.of(0) };

    it.each([
      { why: 'a width that is not learned', inputs: ['input', 'r'], ebops: 12 * (5 + 3), slopes: [12, 12] },
      { why: 'a square, twice', inputs: ['r', 'r'], ebops: 25 + 9, slopes: [2 * 5, 2 * 3] },
      {
        why: 'three factors, the exact product of two as wide as both',
        inputs: ['r', 'input', 'r'],
        // 5 * 12 + (5 + 12) * 5 and 3 * 12 + (3 + 12) * 3; by the width 12 + 12 + 2 * 5 and 12 + 12 + 2 * 3.
        ebops: 60 + 85 + 36 + 45,
        slopes: [34, 30],
      },
    ])('counts and penalises $why', ({ inputs, ebops, slopes }) => {
      const session = openProduct(inputs);
      session.gradients(products);
      expect(session.ebops()).toBe(ebops);
      const free = session.widthGradients()['r'];
      session.setWidthSteps({ rate: 0, strength: 0.5, mostFraction: 9 });
      session.gradients(products);
      const pressed = session.widthGradients()['r'];
      slopes.forEach((slope, i) => expect(pressed[i] - free[i]).toBeCloseTo(0.5 * slope, 3));
    });
  });

  it('lets weights and channels without bits vanish, and presses on them no more', () => {
    const dead = open({
      kernels: { 'a/kernel': Float32Array.of(0, 2.6), 'b/kernel': Float32Array.of(-1) },
      values: { r: { signed: false, fractions: Float32Array.of(2), integers: Int32Array.of(deadIntegers) } },
    });
    dead.setWidthSteps({ rate: 0, strength: 1, mostFraction: 9 });
    expect([...dead.forward(batch.x, 1)]).toEqual([0]);
    dead.gradients(batch);
    expect(dead.ebops()).toBe(12 * (1 + 2));
    const { r } = dead.widthGradients();
    expect(r[0]).toBe(0);
  });

  it('moves fractions by the rate at the first step, against the gradient, and never beyond the most', () => {
    const session = open();
    session.setWidthSteps({ rate: 0.25, strength: 0, mostFraction: 3.1 });
    session.step(batch, rates);
    const { kernels, values } = session.widths();
    // All gradients are below zero: one bit more would help.
    expect(kernels['a/kernel'][0]).toBeCloseTo(3.1, 5);
    expect(kernels['a/kernel'][1]).toBeCloseTo(2.85, 5);
    expect(values['r'].fractions[0]).toBeCloseTo(2.25, 5);
    expect(kernels['b/kernel'][0]).toBe(2);
  });

  it('refuses widths of something that the network does not round, naming what it rounds', () => {
    const kernels = { ...widths.kernels, 'c/kernel': Float32Array.of(1) };
    expect(() => open({ kernels })).toThrow(
      expect.objectContaining({
        code: 'engine.learnedWidths',
        message: expect.stringContaining("'c/kernel'"),
      }),
    );
  });
});
