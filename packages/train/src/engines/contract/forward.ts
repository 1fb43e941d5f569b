import { interpret, lower, trace, type Network } from '@nx-codesign/ir';
import fc from 'fast-check';
import type { Engine, Session } from '../../training/types';
import { arbitraryCase, floatNetwork, onGrid, quantizedNetwork } from '../reference/arbitraryNetwork';
import { naivePass } from '../reference/naivePass';
import { chainOf, denseOf, denseWeights } from './networks';
import { expectSame, runsOf, type EnginePromises } from './promises';

const seed = 20261124;

function open(engine: Engine, network: Network, maxBatch = 4): Session {
  return engine.open(network, { loss: 'mse', maxBatch });
}

export function describeActivations(engine: Engine): void {
  it.each([
    { why: 'relu cuts at 0', function: 'relu', x: [-1, 0, 3], y: [0, 0, 3] },
    { why: 'a slope of 2^-3 below 0', function: 'leakyRelu', x: [-8, 0, 2], y: [-1, 0, 2] },
    { why: 'tanh is odd', function: 'tanh', x: [-1, 0, 0.25], y: [-0.76159416, 0, 0.24491866] },
    { why: 'tanh saturates without overflow', function: 'tanh', x: [-127, 50, 127], y: [-1, 1, 1] },
    { why: 'sigmoid is 1/2 at 0', function: 'sigmoid', x: [0, 1, -1], y: [0.5, 0.73105858, 0.26894142] },
    { why: 'gelu in its tanh form', function: 'gelu', x: [1, -1, 3], y: [0.841192, -0.158808, 2.9963627] },
    { why: 'gelu saturates without overflow', function: 'gelu', x: [-127, 50, 0], y: [0, 50, 0] },
    { why: 'sigmoid saturates without overflow', function: 'sigmoid', x: [-127, 40, 127], y: [0, 1, 1] },
  ])('computes an activation: $why', ({ function: name, x, y }) => {
    const network = chainOf(3, [
      { name: 'd', kind: 'dense', config: { units: 3 } },
      { name: 'a', kind: 'activation', config: { function: name } },
    ]);
    const identity = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ];
    const session = open(engine, network);
    session.setWeights(denseWeights('d', identity, [0, 0, 0]));
    const outputs = session.forward(Float32Array.from(x), 1);
    outputs.forEach((value, i) => expect(value).toBeCloseTo(y[i], 6));
  });
}

export function describeRounding(engine: Engine): void {
  it.each([
    { why: 'a tie goes up', value: 0.125, rounded: 0.25 },
    { why: 'a tie goes up below zero too', value: -0.125, rounded: 0 },
    {
      why: 'just below a tie goes down, though adding 1/2 in float32 gives 1',
      value: 0.12499999,
      rounded: 0,
    },
    { why: 'saturates above', value: 7, rounded: 0.75 },
    { why: 'saturates below', value: -7, rounded: -1 },
  ])('rounds a weight to its format: $why', ({ value, rounded }) => {
    const session = open(engine, denseOf(1, 1, { weight: { signed: true, integer: 0, fraction: 2 } }));
    session.setWeights(denseWeights('d', [[value]], [0]));
    expect(session.forward(Float32Array.of(1), 1)[0]).toBe(rounded);
  });
}

export function describeWideRounding(engine: Engine): void {
  it('saturates a format of more than 24 bits at the largest float32 that it holds', () => {
    const bias = { signed: true, integer: 26, fraction: 0 };
    const session = open(engine, denseOf(1, 1, { bias }));
    session.setWeights(denseWeights('d', [[0]], [2 ** 27]));
    expect(session.forward(Float32Array.of(0), 1)[0]).toBe(2 ** 26 - 4);
  });
}

export function describeOutputs(engine: Engine, promises: EnginePromises): void {
  it('computes x W + b', () => {
    const session = open(engine, denseOf(2, 3));
    const kernel = [
      [1, 2, 3],
      [10, 20, 30],
    ];
    session.setWeights(denseWeights('d', kernel, [0.5, 0, -0.5]));
    expect([...session.forward(Float32Array.of(1, 2, -1, 0.5), 2)]).toEqual([21.5, 42, 62.5, 4.5, 8, 11.5]);
  });

  it('computes a network without weights, as calibration does for what lies ahead of the first of them', () => {
    const network = chainOf(2, [{ name: 's', kind: 'multiply', inputs: ['input', 'input'] }]);
    const session = open(engine, network);
    session.setWeights({});
    expect([...session.forward(Float32Array.of(1.5, -2, 0, 3), 2)]).toEqual([2.25, 4, 0, 9]);
  });

  it('normalises by the running statistics', () => {
    const network = chainOf(1, [
      { name: 'd', kind: 'dense', config: { units: 1 } },
      { name: 'n', kind: 'batchNorm', config: { epsilon: 0.25 } },
    ]);
    const session = open(engine, network);
    const vector = (value: number) => ({ shape: [1], data: Float32Array.of(value) });
    session.setWeights({
      ...denseWeights('d', [[1]], [0]),
      ...{ 'n/gamma': vector(3), 'n/beta': vector(1), 'n/mean': vector(2), 'n/variance': vector(3.75) },
    });
    // 3 (6 - 2) / sqrt(3.75 + 0.25) + 1
    expect(session.forward(Float32Array.of(6), 1)[0]).toBe(7);
  });

  it('gives a row the same bits wherever it stands in a batch of any size', () => {
    const session = open(engine, denseOf(5, 9), 7);
    const random = (i: number) => Math.sin(i * 12.9898) * 0.9;
    const kernel = Array.from({ length: 5 }, (_, k) =>
      Array.from({ length: 9 }, (_, n) => random(k * 9 + n)),
    );
    session.setWeights(
      denseWeights(
        'd',
        kernel,
        Array.from({ length: 9 }, (_, n) => random(100 + n)),
      ),
    );
    const x = Float32Array.from({ length: 5 * 23 }, (_, i) => random(200 + i));
    const all = session.forward(x, 23);
    for (let row = 0; row < 23; row++) {
      const alone = session.forward(x.subarray(row * 5, row * 5 + 5), 1);
      const expected = all.subarray(row * 9, row * 9 + 9);
      expectSame({ row: { data: alone } }, { row: { data: expected } }, promises);
    }
  });
}

export function describeAgreement(engine: Engine, promises: EnginePromises): void {
  it(`agrees with float64 on float networks (seed ${seed})`, () => {
    fc.assert(
      fc.property(arbitraryCase(floatNetwork), ({ network, weights, x, count }) => {
        const session = open(engine, network);
        session.setWeights(weights);
        const batch = { x, y: new Float32Array(count * 13), count };
        const { outputs } = naivePass(trace(network), weights, { loss: 'mse', mode: 'inference', batch });
        const scale = Math.max(1, ...outputs.flat().map(Math.abs));
        const difference = differenceOf(session.forward(x, count), outputs.flat());
        expect(difference / scale).toBeLessThan(2e-6);
      }),
      { seed, numRuns: runsOf(promises, 60) },
    );
  });

  it(`equals the interpreter on quantised networks, integer for integer (seed ${seed})`, () => {
    fc.assert(
      fc.property(arbitraryCase(quantizedNetwork), ({ network, weights, x, count }) => {
        const session = open(engine, network);
        session.setWeights(weights);
        const program = lower(network, onGrid(network, weights));
        const integers = Int32Array.from(x, (value) => value * 2 ** network.input.format.fraction);
        const expected = interpret(program, integers, count);
        const { fraction } = program.operations[program.output];
        const outputs = [...session.forward(x, count)];
        expect(outputs.map((value) => value * 2 ** fraction)).toEqual([...expected].map((value) => value));
      }),
      { seed, numRuns: runsOf(promises, 200) },
    );
  });
}

function differenceOf(a: ArrayLike<number>, b: readonly number[]): number {
  return b.reduce(
    (largest, value, i) => Math.max(largest, Math.abs(value - a[i])),
    a.length === b.length ? 0 : NaN,
  );
}
