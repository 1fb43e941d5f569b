import { elementsOf, trace, type Weights } from '@nx-codesign/ir';
import fc from 'fast-check';
import type { Engine, Loss } from '../../training/types';
import { arbitraryCase, floatNetwork, quantizedNetwork, type Case } from '../reference/arbitraryNetwork';
import { naiveLossOf, naivePass } from '../reference/naivePass';
import { chainOf, denseOf, denseWeights, firstRows } from './networks';
import { runsOf, type EnginePromises } from './promises';

const seed = 20261125;
/** Step of a difference: its error is of the order of its square. */
const shift = 2 ** -10;
/** Largest difference from float64, over the largest gradient. A norm takes differences of nearly equal numbers. */
const tolerance = 2e-6;
const normalizedTolerance = 1e-5;
const losses: readonly Loss[] = ['softmaxCrossEntropy', 'mse', 'huber'];

export function describeMasks(engine: Engine): void {
  it.each([
    { why: 'inside the range it passes', value: 0.3, passes: true },
    { why: 'at the largest value it passes', value: 0.75, passes: true },
    { why: 'at the smallest value it passes', value: -1, passes: true },
    { why: 'above the range it stops', value: 0.76, passes: false },
    { why: 'below the range it stops', value: -1.01, passes: false },
  ])('of a rounded weight: $why', ({ value, passes }) => {
    const network = denseOf(1, 1, { weight: { signed: true, integer: 0, fraction: 2 } });
    const session = engine.open(network, { loss: 'mse', maxBatch: 1 });
    session.setWeights(denseWeights('d', [[value]], [0]));
    const batch = { x: Float32Array.of(1), y: Float32Array.of(5), indices: firstRows(1) };
    expect(session.gradients(batch).gradients['d/kernel'].data[0] !== 0).toBe(passes);
  });

  it.each([
    { why: 'at the largest float32 that it holds it passes', value: 2 ** 26 - 4, passes: true },
    { why: 'at the next float32, one above its end, it stops', value: 2 ** 26, passes: false },
  ])('of a bias in a format of more than 24 bits: $why', ({ value, passes }) => {
    const network = denseOf(1, 1, { bias: { signed: true, integer: 26, fraction: 0 } });
    const session = engine.open(network, { loss: 'mse', maxBatch: 1 });
    session.setWeights(denseWeights('d', [[0]], [value]));
    const batch = { x: Float32Array.of(1), y: Float32Array.of(0), indices: firstRows(1) };
    expect(session.gradients(batch).gradients['d/bias'].data[0] !== 0).toBe(passes);
  });

  it.each([
    { why: 'below zero relu stops it', value: -0.5, passes: false },
    { why: 'at zero relu stops it', value: 0, passes: false },
    { why: 'that rounds to zero passes', value: 0.1, passes: true },
    { why: 'at the clamp passes', value: 0.75, passes: true },
    { why: 'above the clamp stops', value: 0.8, passes: false },
  ])('through a quantised relu: a value $why', ({ value, passes }) => {
    const output = { signed: false, integer: 0, fraction: 2 };
    const network = chainOf(1, [
      { name: 'd', kind: 'dense', config: { units: 1 } },
      { name: 'a', kind: 'activation', config: { function: 'relu', output } },
      { name: 'e', kind: 'dense', config: { units: 1 } },
    ]);
    const session = engine.open(network, { loss: 'mse', maxBatch: 1 });
    session.setWeights({ ...denseWeights('d', [[0]], [value]), ...denseWeights('e', [[1]], [0]) });
    const batch = { x: Float32Array.of(1), y: Float32Array.of(9), indices: firstRows(1) };
    expect(session.gradients(batch).gradients['d/bias'].data[0] !== 0).toBe(passes);
  });
}

export function describeGradients(engine: Engine, promises: EnginePromises): void {
  it.each(losses)(`of float networks agree with float64, loss %s (seed ${seed})`, (loss) => {
    fc.assert(
      fc.property(arbitraryCase(floatNetwork), (drawn) => expectNaiveGradients(engine, loss, drawn)),
      { seed, numRuns: runsOf(promises, 60) },
    );
  });

  it.each(losses)(
    `of quantised networks agree with float64, straight-through, loss %s (seed ${seed})`,
    (loss) => {
      fc.assert(
        fc.property(arbitraryCase(quantizedNetwork), (drawn) => expectNaiveGradients(engine, loss, drawn)),
        { seed, numRuns: runsOf(promises, 60) },
      );
    },
  );

  it.each(losses)('agree with finite differences of a float64 loss, loss %s', (loss) => {
    const network = chainOf(3, [
      { name: 'a', kind: 'dense', config: { units: 5 } },
      { name: 'b', kind: 'batchNorm' },
      { name: 'c', kind: 'activation', config: { function: 'tanh' } },
      { name: 'd', kind: 'dense', config: { units: 4 } },
      { name: 'e', kind: 'activation', config: { function: 'sigmoid' } },
      { name: 'f', kind: 'dense', config: { units: 3 } },
    ]);
    const drawn = drawCase(network, 6);
    const { gradients } = engineGradients(engine, loss, drawn);
    const program = trace(network);
    const batch = { x: drawn.x, y: targetsOf(loss, drawn), count: 6 };
    const lossAt = (weights: Weights) => naiveLossOf(program, weights, { loss, mode: 'training', batch });
    const errors = Object.entries(gradients).flatMap(([tensor, { data }]) =>
      Array.from(data, (gradient, i) => {
        const [up, down] = [shift, -shift].map((by) => lossAt(shifted(drawn.weights, { tensor, i, by })));
        return Math.abs(gradient - (up - down) / (2 * shift));
      }),
    );
    expect(Math.max(...errors)).toBeLessThan(1e-5);
  });
}

function expectNaiveGradients(engine: Engine, loss: Loss, drawn: Case): void {
  const program = trace(drawn.network);
  const batch = { x: drawn.x, y: targetsOf(loss, drawn), count: drawn.count };
  const expected = naivePass(program, drawn.weights, { loss, mode: 'training', batch });
  const found = engineGradients(engine, loss, drawn);
  expect(Math.abs(found.loss - expected.loss) / Math.max(1, expected.loss)).toBeLessThan(1e-5);
  const scale = Math.max(1e-2, ...Object.values(expected.gradients).flat().map(Math.abs));
  const errors = Object.entries(found.gradients).flatMap(([tensor, { data }]) =>
    Array.from(data, (value, i) => Math.abs(value - expected.gradients[tensor][i]) / scale),
  );
  const normalized = program.operations.some(({ kind }) => kind === 'normalize');
  expect(Math.max(...errors)).toBeLessThan(normalized ? normalizedTolerance : tolerance);
}

function engineGradients(engine: Engine, loss: Loss, drawn: Case) {
  const { network, weights, x, count } = drawn;
  const session = engine.open(network, { loss, maxBatch: 10 });
  session.setWeights(weights);
  return session.gradients({ x, y: targetsOf(loss, drawn), indices: firstRows(count) });
}

/**
 * Targets well off the outputs, and labels that the network thinks least likely: where errors are small, gradients are
 * differences of nearly equal numbers.
 */
function targetsOf(loss: Loss, { network, weights, x, count }: Case): Int32Array | Float32Array {
  const program = trace(network);
  const size = elementsOf(program.operations[program.output].shape);
  const batch = { x, y: new Float32Array(count * size), count };
  const { outputs } = naivePass(program, weights, { loss: 'mse', mode: 'training', batch });
  if (loss === 'softmaxCrossEntropy') {
    return Int32Array.from(outputs, (row) => row.indexOf(Math.min(...row)));
  }
  const off = Math.ceil(Math.max(...outputs.flat().map(Math.abs)));
  return Float32Array.from(outputs.flat(), (value, i) => Math.round(value) + off + ((i * 5) % 7) / 4);
}

function drawCase(network: Case['network'], count: number): Case {
  return fc
    .sample(arbitraryCase(fc.constant(network)), { seed, numRuns: 100 })
    .find((drawn) => drawn.count === count)!;
}

function shifted(weights: Weights, { tensor, i, by }: { tensor: string; i: number; by: number }): Weights {
  const { shape, data } = weights[tensor];
  return { ...weights, [tensor]: { shape, data: data.map((value, at) => (at === i ? value + by : value)) } };
}
