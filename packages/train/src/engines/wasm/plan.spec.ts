import type { Operation, Program, Weights } from '@nx-codesign/ir';
import { naivePass } from '../reference/naivePass';
import { numbersFrom } from '../reference/arbitraryNetwork';
import { readParameter, writeParameter } from './parameters';
import { planProgram, type Plan } from './plan';
import { instantiateKernels, loadKernelModule } from './wasmModule';

const { module: compiled, heapBase } = loadKernelModule();
const options = { loss: 'mse', maxBatch: 8 } as const;
const format = { signed: true, integer: 1, fraction: 4 };

type Unplaced = Operation extends infer O ? (O extends Operation ? Omit<O, 'layer'> : never) : never;

function programOf(output: number, operations: readonly Unplaced[]): Program {
  return { output, operations: operations.map((operation) => ({ layer: 'l', ...operation }) as Operation) };
}

const input = (size: number): Unplaced => ({ kind: 'input', shape: [size], format });
const weight = (tensor: string, ...shape: number[]): Unplaced => ({ kind: 'constant', tensor, shape });

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
  x.forEach((row, m) => memory.set(row, (plan.input.address + m * plan.input.stride) / 4));
  memory.set(y, plan.loss.targets / 4);
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

  it('refuses a network without a product', () => {
    const plan = () =>
      planProgram(programOf(1, [input(3), { kind: 'relu', shape: [3], x: 0 }]), options, heapBase);
    expect(plan).toThrow(expect.objectContaining({ code: 'engine.unsupported' }));
  });
});
