import { elementsOf, trace, type Operation, type Program, type Weights } from '@nx-codesign/ir';
import fc from 'fast-check';
import { naivePass } from '../reference/naivePass';
import { arbitraryCase, floatNetwork, numbersFrom } from '../reference/arbitraryNetwork';
import { firstRows } from '../contract/networks';
import { createExamples } from './examples';
import { readParameter, writeParameter } from './parameters';
import { planProgram, type Plan } from './plan';
import { createSession } from './session';
import { instantiateKernels, loadKernelModule } from './wasmModule';

const { module: compiled, heapBase } = loadKernelModule();
const options = { loss: 'mse', maxBatch: 8 } as const;
const format = { signed: true, integer: 1, fraction: 4 };

type Unplaced = Operation extends infer O ? (O extends Operation ? Omit<O, 'layer'> : never) : never;

function programOf(output: number, operations: readonly Unplaced[]): Program {
  return { output, operations: operations.map((operation) => ({ layer: 'l', ...operation }) as Operation) };
}

const input = (...shape: number[]): Unplaced => ({ kind: 'input', shape, format });
const weight = (tensor: string, ...shape: number[]): Unplaced => ({ kind: 'constant', tensor, shape });

/** Whether everything but the elements of the gradients, the pad lanes of their rows and panels, is exactly 0. */
function padsAreZero(plan: Plan, memory: Float32Array): boolean {
  const pads = memory.slice();
  for (const parameter of plan.parameters.byTensor.values()) {
    if (parameter.gradient === undefined) continue;
    const { shape } = parameter;
    const zeros = { shape, data: new Float32Array(elementsOf(shape)) };
    writeParameter(pads, { ...parameter, address: parameter.gradient }, zeros);
  }
  const { gradients, kernelBytes, vectorBytes } = plan.parameters;
  return pads
    .subarray(gradients / 4, (gradients + kernelBytes + vectorBytes) / 4)
    .every((value) => value === 0);
}

/** Loss and gradients of a plan, run on its own. */
function runPlan(
  program: Program,
  weights: Weights,
  { x, y }: { x: readonly number[][]; y: readonly number[] },
) {
  const plan = planProgram(program, options, heapBase);
  const { kernels, buffer } = instantiateKernels(compiled, plan.end);
  const memory = new Float32Array(buffer);
  for (const parameter of plan.parameters.byTensor.values()) {
    writeParameter(memory, parameter, weights[parameter.tensor]);
  }
  const batch = { x: Float32Array.from(x.flat()), y: Float32Array.from(y), indices: firstRows(x.length) };
  createExamples(plan, options, buffer).load(batch, 0, x.length);
  for (const { address, data } of plan.constants) {
    if (data instanceof Int32Array) new Int32Array(buffer).set(data, address / 4);
    else memory.set(data, address / 4);
  }
  const run = (calls: Plan['calls']['training']) =>
    calls.forEach((call) => call(kernels, x.length, { first: 0, seed: 0 }));
  for (const list of ['prepare', 'begin', 'training'] as const) run(plan.calls[list]);
  const loss = plan.loss.compute(kernels, x.length, 1 / x.length) / x.length;
  for (const list of ['backward', 'finish'] as const) run(plan.calls[list]);
  const gradients = [...plan.parameters.byTensor.values()].map((parameter) => ({
    tensor: parameter.tensor,
    data: readParameter(memory, parameter, parameter.gradient!).data,
  }));
  return { loss, gradients };
}

/** Draws weights and a batch of five, and expects the plan to agree with the naive passes. */
function expectNaive(program: Program): void {
  const random = numbersFrom(7);
  const draw = (length: number) => Float32Array.from({ length }, () => 2 * random() - 1);
  const sizeOf = (id: number) => program.operations[id].shape.reduce((a, b) => a * b, 1);
  const weights: Record<string, Weights[string]> = {};
  program.operations.forEach((operation, id) => {
    if (operation.kind === 'constant')
      weights[operation.tensor] = { shape: operation.shape, data: draw(sizeOf(id)) };
  });
  const x = Array.from({ length: 5 }, () => [...draw(sizeOf(0))]);
  const y = [...draw(5 * sizeOf(program.output))];
  const batch = { x: x.flat(), y, count: 5 };
  const expected = naivePass(program, weights, { loss: 'mse', mode: 'training', batch });
  const found = runPlan(program, weights, { x, y });
  expect(found.loss).toBeCloseTo(expected.loss, 5);
  for (const { tensor, data } of found.gradients) {
    const errors = Array.from(data, (value, i) => Math.abs(value - expected.gradients[tensor][i]));
    expect([tensor, Math.max(...errors) < 1e-5]).toEqual([tensor, true]);
  }
}

describe('a plan', () => {
  it('leaves the pad lanes of all gradients exactly 0, whatever its rooms held before (seed 20261126)', () => {
    fc.assert(
      fc.property(arbitraryCase(floatNetwork), ({ network, weights, x, count }) => {
        const plan = planProgram(trace(network), { loss: 'mse', maxBatch: count }, heapBase);
        const { kernels, buffer } = instantiateKernels(compiled, plan.end);
        const session = createSession({
          ...{ network, options: { loss: 'mse', maxBatch: count }, plan },
          instance: { kernels, buffer },
        });
        session.setWeights(weights);
        const batch = { x, y: new Float32Array(count * 13), indices: firstRows(count) };
        for (let step = 0; step < 2; step++) session.gradients(batch);
        expect(padsAreZero(plan, new Float32Array(buffer))).toBe(true);
      }),
      { seed: 20261126, numRuns: 100 },
    );
  });

  it('sums the gradients of a value that two operations read', () => {
    expectNaive(
      programOf(9, [
        input(3),
        weight('a', 3, 5),
        { kind: 'matvec', shape: [5], x: 0, kernel: 1 },
        { kind: 'relu', shape: [5], x: 2 },
        weight('b', 5, 5),
        { kind: 'matvec', shape: [5], x: 3, kernel: 4 },
        { kind: 'add', shape: [5], a: 5, b: 3 },
        { kind: 'leakyRelu', shape: [5], x: 6, slopeShift: 1 },
        { kind: 'add', shape: [5], a: 7, b: 3 },
        { kind: 'table', shape: [5], x: 8, function: 'tanh' },
      ]),
    );
  });

  it('multiplies values that others read too, by themselves and by the input, relu and rounding included', () => {
    expectNaive(
      programOf(9, [
        input(9),
        weight('a', 9, 9),
        { kind: 'matvec', shape: [9], x: 0, kernel: 1 },
        { kind: 'relu', shape: [9], x: 2 },
        { kind: 'multiply', shape: [9], a: 3, b: 3 },
        { kind: 'multiply', shape: [9], a: 4, b: 0 },
        { kind: 'multiply', shape: [9], a: 3, b: 5 },
        { kind: 'quantize', shape: [9], x: 6, format: { signed: true, integer: 2, fraction: 4 } },
        { kind: 'multiply', shape: [9], a: 7, b: 6 },
        { kind: 'add', shape: [9], a: 8, b: 7 },
      ]),
    );
  });

  it('masks where relu and quantiser have other readers too', () => {
    expectNaive(
      programOf(6, [
        input(4),
        weight('a', 4, 9),
        { kind: 'matvec', shape: [9], x: 0, kernel: 1 },
        { kind: 'relu', shape: [9], x: 2 },
        { kind: 'quantize', shape: [9], x: 3, format: { signed: false, integer: -1, fraction: 4 } },
        { kind: 'add', shape: [9], a: 3, b: 4 },
        { kind: 'add', shape: [9], a: 5, b: 4 },
      ]),
    );
  });

  it('adds a weight vector anywhere, also ahead of the first product', () => {
    expectNaive(
      programOf(8, [
        input(4),
        weight('shift', 4),
        { kind: 'add', shape: [4], a: 1, b: 0 },
        { kind: 'relu', shape: [4], x: 2 },
        weight('a', 4, 2),
        { kind: 'matvec', shape: [2], x: 3, kernel: 4 },
        { kind: 'relu', shape: [2], x: 5 },
        weight('bias', 2),
        { kind: 'add', shape: [2], a: 6, b: 7 },
      ]),
    );
  });

  it('adds a weight matrix to a reshaped value', () => {
    expectNaive(
      programOf(5, [
        input(3),
        weight('a', 3, 6),
        { kind: 'matvec', shape: [6], x: 0, kernel: 1 },
        { kind: 'reshape', shape: [2, 3], x: 2 },
        weight('b', 2, 3),
        { kind: 'add', shape: [2, 3], a: 3, b: 4 },
      ]),
    );
  });

  it('sums the gradients of a weight that two operations read', () => {
    expectNaive(
      programOf(5, [
        input(4),
        weight('a', 4, 4),
        { kind: 'matvec', shape: [4], x: 0, kernel: 1 },
        { kind: 'relu', shape: [4], x: 2 },
        { kind: 'quantize', shape: [4, 4], x: 1, format },
        { kind: 'matvec', shape: [4], x: 3, kernel: 4 },
      ]),
    );
  });

  it('computes a function of a weight once for all rows', () => {
    const program = programOf(5, [
      input(3),
      weight('a', 3, 2),
      { kind: 'matvec', shape: [2], x: 0, kernel: 1 },
      weight('b', 2),
      { kind: 'leakyRelu', shape: [2], x: 3, slopeShift: 2 },
      { kind: 'add', shape: [2], a: 2, b: 4 },
    ]);
    expect(planProgram(program, options, heapBase).calls.prepare).toHaveLength(1);
    expectNaive(program);
  });

  it('rounds a table behind an unrounded value, with the gradient of the smooth function', () => {
    expectNaive(
      programOf(3, [
        input(3),
        weight('a', 3, 5),
        { kind: 'matvec', shape: [5], x: 0, kernel: 1 },
        {
          kind: 'table',
          shape: [5],
          x: 2,
          function: 'sigmoid',
          output: { signed: false, integer: -1, fraction: 4 },
        },
      ]),
    );
  });

  it('computes product, bias and relu in one call, and masks as it writes the gradient', () => {
    const { calls } = planProgram(
      programOf(9, [
        input(3),
        weight('a', 3, 5),
        weight('b', 5),
        { kind: 'matvec', shape: [5], x: 0, kernel: 1 },
        { kind: 'add', shape: [5], a: 3, b: 2 },
        { kind: 'relu', shape: [5], x: 4 },
        weight('c', 5, 2),
        weight('d', 2),
        { kind: 'matvec', shape: [2], x: 5, kernel: 6 },
        { kind: 'add', shape: [2], a: 8, b: 7 },
      ]),
      options,
      heapBase,
    );
    expect(calls.prepare).toHaveLength(0);
    expect(calls.training).toHaveLength(2);
    // Kernel and bias of each layer, and the gradient of the hidden layer; none for the input.
    expect(calls.backward).toHaveLength(5);
  });

  it.each([
    { why: 'whole', padding: 'valid', positions: [3, 2] },
    { why: 'with zeros around', padding: 'same', positions: [4, 3] },
  ] as const)('copies windows that two operations read, $why', ({ padding, positions }) => {
    expectNaive(
      programOf(6, [
        input(4, 3, 5),
        weight('a', 5, 3),
        { kind: 'matvec', shape: [4, 3, 3], x: 0, kernel: 1 },
        { kind: 'relu', shape: [4, 3, 3], x: 2 },
        { kind: 'window', shape: [...positions, 12], x: 3, sizes: [2, 2], strides: [1, 1], padding },
        { kind: 'leakyRelu', shape: [...positions, 12], x: 4, slopeShift: 1 },
        { kind: 'add', shape: [...positions, 12], a: 4, b: 5 },
      ]),
    );
  });

  it('copies the windows of a packed input', () => {
    expectNaive(
      programOf(4, [
        input(5, 3),
        { kind: 'window', shape: [3, 9], x: 0, sizes: [3], strides: [2], padding: 'same' },
        weight('a', 9, 2),
        { kind: 'matvec', shape: [3, 2], x: 1, kernel: 2 },
        { kind: 'add', shape: [3, 2], a: 3, b: 3 },
      ]),
    );
    expectNaive(
      programOf(5, [
        input(5, 3),
        weight('s', 9),
        { kind: 'window', shape: [3, 9], x: 0, sizes: [3], strides: [2], padding: 'same' },
        { kind: 'add', shape: [3, 9], a: 2, b: 1 },
        weight('a', 9, 2),
        { kind: 'matvec', shape: [3, 2], x: 3, kernel: 4 },
      ]),
    );
  });

  it.each([
    { why: 'of which neither is flat', shape: [3, 8] },
    { why: 'of rows of eight', shape: [3, 2, 4] },
    { why: 'of one column', shape: [24, 1] },
  ])('moves the elements of a reshape $why', ({ shape }) => {
    expectNaive(
      programOf(5, [
        input(4, 3),
        weight('a', 3, 6),
        { kind: 'matvec', shape: [4, 6], x: 0, kernel: 1 },
        { kind: 'relu', shape: [4, 6], x: 2 },
        { kind: 'reshape', shape, x: 3 },
        { kind: 'table', shape, x: 4, function: 'gelu' },
      ]),
    );
  });

  it('combines the rows of an axis in the middle, and of windows of what is combined', () => {
    expectNaive(
      programOf(6, [
        input(2, 4, 5),
        weight('a', 5, 9),
        { kind: 'matvec', shape: [2, 4, 9], x: 0, kernel: 1 },
        { kind: 'max', shape: [2, 9], x: 2 },
        { kind: 'scale', shape: [2, 9], x: 3, factor: 0.75 },
        { kind: 'sum', shape: [9], x: 4 },
        { kind: 'relu', shape: [9], x: 5 },
      ]),
    );
  });

  it('rounds a kernel column by column', () => {
    const columns = Array.from({ length: 9 }, (_, i) => ({ signed: true, integer: 0, fraction: i % 4 }));
    expectNaive(
      programOf(3, [
        input(3, 4),
        weight('a', 4, 9),
        { kind: 'quantize', shape: [4, 9], x: 1, format: columns },
        { kind: 'matvec', shape: [3, 9], x: 0, kernel: 2 },
      ]),
    );
  });

  it('computes convolution, bias and relu in one call, and pools without copies', () => {
    const { calls } = planProgram(
      programOf(9, [
        input(6, 6, 1),
        { kind: 'window', shape: [4, 4, 9], x: 0, sizes: [3, 3], strides: [1, 1], padding: 'valid' },
        weight('a', 9, 8),
        weight('b', 8),
        { kind: 'matvec', shape: [4, 4, 8], x: 1, kernel: 2 },
        { kind: 'add', shape: [4, 4, 8], a: 4, b: 3 },
        { kind: 'relu', shape: [4, 4, 8], x: 5 },
        { kind: 'window', shape: [2, 2, 32], x: 6, sizes: [2, 2], strides: [2, 2], padding: 'valid' },
        { kind: 'reshape', shape: [2, 2, 4, 8], x: 7 },
        { kind: 'max', shape: [2, 2, 8], x: 8 },
      ]),
      options,
      heapBase,
    );
    expect(calls.training).toHaveLength(2);
  });

  it('refuses an element by element product with a weight', () => {
    const program = programOf(3, [
      input(3),
      weight('a', 3),
      { kind: 'multiply', shape: [3], a: 0, b: 1 },
      weight('b', 3, 3),
      { kind: 'matvec', shape: [3], x: 2, kernel: 3 },
    ]);
    expect(() => planProgram(program, options, heapBase)).toThrow(
      expect.objectContaining({ code: 'engine.unsupported' }),
    );
  });
});
