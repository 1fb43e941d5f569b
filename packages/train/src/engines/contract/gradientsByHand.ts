import type { Engine, SessionOptions } from '../../training/types';
import { denseOf, denseWeights, firstRows, networkOf, weightsOf, type LayerOf } from './networks';

export function describeGradientsByHand(engine: Engine): void {
  it('of a product and the mean squared error by hand', () => {
    const session = engine.open(denseOf(2, 1), { loss: 'mse', maxBatch: 2 });
    session.setWeights(denseWeights('d', [[2], [-1]], [0.5]));
    // Outputs 2.5 and -0.5, errors 2 and -1; d loss / d output = 2 / 2 times the error.
    const batch = { x: Float32Array.of(1, 0, 0, 1), y: Float32Array.of(0.5, 0.5), indices: firstRows(2) };
    const { loss, gradients } = session.gradients(batch);
    expect(loss).toBe(2.5);
    expect([...gradients['d/kernel'].data]).toEqual([2, -1]);
    expect([...gradients['d/bias'].data]).toEqual([1]);
  });

  it('of the cross entropy by hand', () => {
    const session = engine.open(denseOf(1, 3), { loss: 'softmaxCrossEntropy', maxBatch: 1 });
    session.setWeights(denseWeights('d', [[0, 0, 0]], [0, Math.log(2), 0]));
    // Probabilities 1/4, 1/2, 1/4; the label is 1.
    const batch = { x: Float32Array.of(2), y: Int32Array.of(1), indices: firstRows(1) };
    const { loss, gradients } = session.gradients(batch);
    expect(loss).toBeCloseTo(Math.log(2), 7);
    [0.25, -0.5, 0.25].forEach((value, i) => expect(gradients['d/bias'].data[i]).toBeCloseTo(value, 7));
    [0.5, -1, 0.5].forEach((value, i) => expect(gradients['d/kernel'].data[i]).toBeCloseTo(value, 6));
  });
}

/** Losses of outputs that are all 0. */
export function describeLossesByHand(engine: Engine): void {
  it.each([
    {
      why: 'examples count with the weight of their class, and the mean is weighted',
      options: { loss: 'softmaxCrossEntropy', classWeights: [1, 3] } as const,
      y: Int32Array.of(0, 1),
      loss: Math.log(2),
      // 1/4 (-1/2, 1/2) + 3/4 (1/2, -1/2)
      bias: [0.25, -0.25],
    },
    {
      why: 'half of a label is spread over both classes',
      options: { loss: 'softmaxCrossEntropy', labelSmoothing: 0.5 } as const,
      y: Int32Array.of(0, 0),
      loss: Math.log(2),
      bias: [-0.25, 0.25],
    },
    {
      why: "Huber's loss is square near 0 and linear beyond delta",
      options: { loss: 'huber', huberDelta: 1 } as const,
      y: Float32Array.of(-0.5, 0, 3, 0),
      // 1/2 (1/2)^2 and 1 (3 - 1/2), over four outputs.
      loss: (0.125 + 2.5) / 4,
      bias: [(0.5 - 1) / 4, 0],
    },
  ])('of a loss by hand: $why', ({ options, y, loss, bias }) => {
    const session = engine.open(denseOf(1, 2), { ...(options as SessionOptions), maxBatch: 2 });
    session.setWeights(denseWeights('d', [[0, 0]], [0, 0]));
    const found = session.gradients({ x: Float32Array.of(0, 0), y, indices: firstRows(2) });
    expect(found.loss).toBeCloseTo(loss, 6);
    bias.forEach((value, i) => expect(found.gradients['d/bias'].data[i]).toBeCloseTo(value, 6));
  });
}

export function describeSharedGradientsByHand(engine: Engine): void {
  it.each([
    { why: 'the first of equals takes that of a maximum', aggregate: 'max', kernel: [2, 0] },
    { why: 'all take that of a sum', aggregate: 'sum', kernel: [4, 4] },
    { why: 'all take their share of that of a mean', aggregate: 'mean', kernel: [1, 1] },
  ])('of a set by hand: $why', ({ aggregate, kernel }) => {
    const network = networkOf(
      [2, 2],
      [
        { name: 'd', kind: 'dense', config: { units: 1 } },
        { name: 'a', kind: 'aggregate', config: { function: aggregate } },
      ],
    );
    const session = engine.open(network, { loss: 'mse', maxBatch: 1 });
    session.setWeights(weightsOf(network, { 'd/kernel': [1, 1], 'd/bias': [0] }));
    // Both members are 1: the aggregate is 1, 2 or 1, the target 0.
    const batch = { x: Float32Array.of(1, 0, 0, 1), y: Float32Array.of(0), indices: firstRows(1) };
    expect([...session.gradients(batch).gradients['d/kernel'].data]).toEqual(kernel);
  });

  it('of a convolution by hand', () => {
    const layers: LayerOf[] = [
      { name: 'c', kind: 'conv1d', config: { filters: 1, size: 2 } },
      { name: 'f', kind: 'flatten' },
    ];
    const network = networkOf([3, 1], layers);
    const session = engine.open(network, { loss: 'mse', maxBatch: 1 });
    session.setWeights(weightsOf(network, { 'c/kernel': [1, 0], 'c/bias': [0] }));
    // Outputs 1 and 2; d loss / d output is the output.
    const batch = { x: Float32Array.of(1, 2, 3), y: Float32Array.of(0, 0), indices: firstRows(1) };
    const { gradients } = session.gradients(batch);
    expect([...gradients['c/kernel'].data]).toEqual([1 * 1 + 2 * 2, 1 * 2 + 2 * 3]);
    expect([...gradients['c/bias'].data]).toEqual([3]);
  });
}

/** Sums and products of two layers. */
export function describeJoinedGradientsByHand(engine: Engine): void {
  it('of a residual sum by hand', () => {
    const network = networkOf(
      [1],
      [
        { name: 'd', kind: 'dense', config: { units: 1 } },
        { name: 'e', kind: 'dense', config: { units: 1 } },
        { name: 'r', kind: 'add', inputs: ['d', 'e'] },
      ],
    );
    const session = engine.open(network, { loss: 'mse', maxBatch: 1 });
    const weights = { 'd/kernel': [2], 'd/bias': [0], 'e/kernel': [3], 'e/bias': [0] };
    session.setWeights(weightsOf(network, weights));
    // d = 2, e = 6, their sum 8; the error's slope 16 reaches d's kernel directly and times 3.
    const batch = { x: Float32Array.of(1), y: Float32Array.of(0), indices: firstRows(1) };
    const { gradients } = session.gradients(batch);
    expect(gradients['d/kernel'].data[0]).toBe(16 + 48);
    expect(gradients['e/kernel'].data[0]).toBe(32);
  });

  it.each([
    // d = 2, e = 6, their product 12 and the error's slope 24; d is also what e reads, so that 12 = 3 d^2.
    { why: 'two factors', inputs: ['d', 'e'], d: 24 * 6 * 2, e: 24 * 2 * 2 },
    // d e d = 24, slope 48: 3 d^3, by d 9 d^2.
    { why: 'three, one of them twice', inputs: ['d', 'e', 'd'], d: 48 * 9 * 4, e: 48 * 4 * 2 },
    // e e = 36, slope 72: 9 d^2, by d 18 d; by e 2 e.
    { why: 'a square', inputs: ['e', 'e'], d: 72 * 18 * 2, e: 72 * 2 * 6 * 2 },
    // The input is 1 and has no gradient.
    { why: 'the input and a layer', inputs: ['input', 'e'], d: 12 * 3, e: 12 * 2 },
  ])('of a product by hand: $why', ({ inputs, d, e }) => {
    const network = networkOf(
      [1],
      [
        { name: 'd', kind: 'dense', config: { units: 1 } },
        { name: 'e', kind: 'dense', config: { units: 1 } },
        { name: 'p', kind: 'multiply', inputs },
      ],
    );
    const session = engine.open(network, { loss: 'mse', maxBatch: 1 });
    const weights = { 'd/kernel': [2], 'd/bias': [0], 'e/kernel': [3], 'e/bias': [0] };
    session.setWeights(weightsOf(network, weights));
    const batch = { x: Float32Array.of(1), y: Float32Array.of(0), indices: firstRows(1) };
    const { gradients } = session.gradients(batch);
    expect(gradients['d/kernel'].data[0]).toBe(d);
    expect(gradients['e/kernel'].data[0]).toBe(e);
  });
}
