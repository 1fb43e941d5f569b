import type { Engine, SessionOptions, StepOptions } from '../../training/types';
import { initialWeights } from '../../training/initialWeights';
import { chainOf, denseOf, denseWeights, firstRows } from './networks';
import { expectSame, type EnginePromises } from './promises';

/** Weight 1, input 2, output 2, target 0: the loss's gradient by the weight is 2 * 2 * 2. */
const gradient = 8;

function weightAfter(
  engine: Engine,
  steps: readonly Partial<StepOptions>[],
  options: Partial<SessionOptions> = {},
) {
  const session = engine.open(denseOf(1, 1), { loss: 'mse', maxBatch: 1, optimizer: 'sgd', ...options });
  session.setWeights(denseWeights('d', [[1]], [0]));
  session.setMasks({ 'd/bias': Uint8Array.of(0) });
  const batch = { x: Float32Array.of(2), y: Float32Array.of(0), indices: firstRows(1) };
  for (const step of steps) session.step(batch, { learningRate: 1 / 64, weightDecay: 0, ...step });
  return session.weights()['d/kernel'].data[0];
}

export function describeOptimisers(engine: Engine): void {
  it.each([
    { why: 'the gradient times the rate', options: {}, weight: 1 - gradient / 64 },
    {
      why: 'decay apart from the gradient',
      options: { weightDecay: 0.5 },
      weight: 1 - (gradient + 0.5) / 64,
    },
    { why: 'l1 adds the sign', options: { l1: 0.5 }, weight: 1 - (gradient + 0.5) / 64 },
    { why: 'l2 adds twice the weight', options: { l2: 0.5 }, weight: 1 - (gradient + 1) / 64 },
    { why: 'a gradient too long is shortened', options: { clipNorm: 2 }, weight: 1 - 2 / 64 },
    { why: 'a shorter one is left', options: { clipNorm: 9 }, weight: 1 - gradient / 64 },
    { why: 'penalties count in the length', options: { l2: 0.5, clipNorm: 3 }, weight: 1 - 3 / 64 },
  ])('descend by hand: $why', ({ options, weight }) => {
    expect(weightAfter(engine, [options])).toBeCloseTo(weight, 6);
  });

  it('keep a share of the last direction', () => {
    const first = 1 - gradient / 64;
    // v = 1/2 8 + 8 first
    const second = first - (gradient / 2 + gradient * first) / 64;
    expect(weightAfter(engine, [{ momentum: 0.5 }, { momentum: 0.5 }])).toBeCloseTo(second, 6);
  });

  it('take adam and adamw for one', () => {
    const [adam, adamw] = (['adam', 'adamw'] as const).map((optimizer) =>
      weightAfter(engine, [{ weightDecay: 0.5 }], { optimizer }),
    );
    expect(adamw).toBe(adam);
  });
}

export function describeMasksOfWeights(engine: Engine): void {
  const network = chainOf(3, [
    { name: 'd', kind: 'dense', config: { units: 9 } },
    { name: 'a', kind: 'activation', config: { function: 'relu' } },
    { name: 'e', kind: 'dense', config: { units: 2 } },
  ]);
  const mask = Uint8Array.from({ length: 27 }, (_, i) => i % 4);
  const batch = {
    x: Float32Array.from({ length: 12 }, (_, i) => (i % 5) - 2),
    y: Int32Array.of(0, 1, 1, 0),
    indices: firstRows(4),
  };
  const options = { learningRate: 0.1, weightDecay: 0.01, momentum: 0.9, l1: 0.01, clipNorm: 1 };

  it.each(['adam', 'sgd'] as const)('hold masked weights at exactly 0, with %s', (optimizer) => {
    const session = engine.open(network, { loss: 'softmaxCrossEntropy', maxBatch: 4, optimizer });
    session.setWeights(initialWeights(network, 1));
    for (let step = 0; step < 3; step++) session.step(batch, options);
    session.setMasks({ 'd/kernel': mask });
    for (let step = 0; step < 3; step++) session.step(batch, options);
    const { data } = session.weights()['d/kernel'];
    expect([...data].map((value) => Object.is(value, 0))).toEqual([...mask].map((each) => each === 0));
    session.setWeights(initialWeights(network, 2));
    expect(session.weights()['d/kernel'].data.filter((value) => value === 0)).toHaveLength(7);
  });

  it('let weights go when the mask is gone', () => {
    const session = engine.open(network, { loss: 'softmaxCrossEntropy', maxBatch: 4 });
    session.setMasks({ 'd/kernel': mask });
    session.setWeights(initialWeights(network, 1));
    session.setMasks({});
    for (let step = 0; step < 3; step++) session.step(batch, options);
    expect([...session.weights()['d/kernel'].data].filter((value) => value === 0)).toEqual([]);
  });

  it.each([
    { why: 'a tensor that is not there', tensor: 'd/kernal', elements: mask },
    { why: 'another number of elements', tensor: 'd/kernel', elements: mask.slice(1) },
  ])('refuse a mask of $why', ({ tensor, elements }) => {
    const session = engine.open(network, { loss: 'softmaxCrossEntropy', maxBatch: 4 });
    expect(() => session.setMasks({ [tensor]: elements })).toThrow(
      expect.objectContaining({ code: 'train.masks' }),
    );
  });
}

export function describeStates(engine: Engine, promises: EnginePromises): void {
  const network = chainOf(3, [
    { name: 'd', kind: 'dense', config: { units: 9 } },
    { name: 'n', kind: 'batchNorm' },
    { name: 'o', kind: 'dropout', config: { rate: 0.25 } },
    { name: 'e', kind: 'dense', config: { units: 2 } },
  ]);
  const batch = {
    x: Float32Array.from({ length: 15 }, (_, i) => (i % 7) / 4 - 1),
    y: Int32Array.of(0, 1, 1, 0, 1),
    indices: firstRows(5),
  };
  const step = { learningRate: 0.05, weightDecay: 0.01, momentum: 0.9 };

  it.each(['adam', 'sgd'] as const)('go on from a state as if they had not stopped, with %s', (optimizer) => {
    const open = () => {
      const session = engine.open(network, {
        ...{ loss: 'softmaxCrossEntropy', maxBatch: 5, optimizer, seed: 7 },
      });
      session.setWeights(initialWeights(network, 1));
      return session;
    };
    const whole = open();
    for (let i = 0; i < 3; i++) whole.step(batch, step);
    const state = structuredClone(whole.state());
    for (let i = 0; i < 3; i++) whole.step(batch, step);
    const second = open();
    second.resume(state);
    for (let i = 0; i < 3; i++) second.step(batch, step);
    expectSame(second.weights(), whole.weights(), promises);
  });
}
