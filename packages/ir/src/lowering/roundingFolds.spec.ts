import type { Operation, Program } from '../program';
import { roundingFolds } from './roundingFolds';

const format = { signed: true, integer: 3, fraction: 2 };
const at = { layer: 'l', shape: [1] };
const input: Operation = { kind: 'input', ...at, format };
const bias: Operation = { kind: 'constant', ...at, tensor: 'l/bias' };
const add: Operation = { kind: 'add', ...at, a: 0, b: 1 };
const quantize = (x: number): Operation => ({ kind: 'quantize', ...at, x, format });
const relu = (x: number): Operation => ({ kind: 'relu', ...at, x });

function folds(operations: Operation[], output = operations.length - 1) {
  const program: Program = { operations, output };
  const { carried, quantizers } = roundingFolds(program);
  return { carried: [...carried], quantizers: [...quantizers] };
}

const none = { carried: [], quantizers: [] };

describe('roundingFolds', () => {
  it('lets an add carry the half step of its only reader', () => {
    expect(folds([input, bias, add, quantize(2)])).toEqual({ carried: [[2, 2]], quantizers: [3] });
  });

  it('passes through relu and reshape', () => {
    const program = [input, bias, add, relu(2), { kind: 'reshape', ...at, x: 3 } as const, quantize(4)];
    expect(folds(program)).toEqual({ carried: [[2, 2]], quantizers: [5] });
  });

  it.each([
    { why: 'the sum has a second reader', operations: [input, bias, add, relu(2), quantize(2)] },
    { why: 'the relu has a second reader', operations: [input, bias, add, relu(2), relu(3), quantize(3)] },
    {
      why: 'a leaky relu scales',
      operations: [input, bias, add, { kind: 'leakyRelu', ...at, x: 2, slopeShift: 1 } as const, quantize(3)],
    },
    { why: 'there is no sum', operations: [input, relu(0), quantize(1)] },
    { why: 'another quantiser has it', operations: [input, bias, relu(0), quantize(2), quantize(3)] },
  ])('leaves the quantiser alone where $why', ({ operations }) => {
    expect(folds(operations)).toEqual(none);
  });

  it('leaves the quantiser alone where the sum also leaves the network', () => {
    expect(folds([input, bias, add, quantize(2)], 2)).toEqual(none);
  });
});
