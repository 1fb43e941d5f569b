import { checkWidths } from '../checkWidths';
import { CodesignError } from '../error';
import type { IntegerOperation, IntegerProgram } from '../integerProgram';
import { stepOf } from './steps';

/** Most vectors computed together. */
const largestBlock = 64;
/** Most integers of all values of a block: with 8 bytes each they stay in the second-level cache. */
const integersPerBlock = 2 ** 17;

const largestInt32 = 2 ** 31 - 1;

/**
 * Computes a program exactly, in integers: the judge of all other readings. `x: [count, inputs]` are integers at the
 * input's fraction, row-major; returns `[count, outputs]` at the output's fraction. Widths are checked from the
 * intervals before anything is computed. Throws `width.tooWide`, `interpret.outputWidth` (an output beyond 32 bits),
 * `interpret.inputLength` and `interpret.inputRange`.
 */
export function interpret(program: IntegerProgram, x: Int32Array, count: number): Int32Array {
  checkWidths(program);
  const input = program.operations[0];
  const output = program.operations[program.output];
  checkOutput(output);
  checkInput(input, x, count);
  const inputs = input.low.length;
  const outputs = output.low.length;
  const vectorsPerBlock = blockOf(program);
  const values = program.operations.map(({ low }) => new Float64Array(low.length * vectorsPerBlock));
  const block = { operations: program.operations, values };
  const steps = program.operations.map((operation, id) => stepOf(operation, values[id], block));
  const y = new Int32Array(count * outputs);
  for (let start = 0; start < count; start += vectorsPerBlock) {
    const vectors = Math.min(vectorsPerBlock, count - start);
    values[0].set(x.subarray(start * inputs, (start + vectors) * inputs));
    for (const step of steps) step(vectors);
    y.set(values[program.output].subarray(0, vectors * outputs), start * outputs);
  }
  return y;
}

function blockOf({ operations }: IntegerProgram): number {
  const integers = operations.reduce((sum, { low }) => sum + low.length, 0);
  return Math.max(1, Math.min(largestBlock, Math.floor(integersPerBlock / integers)));
}

function checkOutput({ layer, low, high }: IntegerOperation): void {
  const index = low.findIndex((bound, i) => bound < -largestInt32 - 1 || high[i] > largestInt32);
  if (index < 0) return;
  throw new CodesignError(
    'interpret.outputWidth',
    `The output (layer '${layer}', element ${index}) spans ${low[index]} to ${high[index]}, more than 32 bits: ` +
      `give the layer a narrower output format.`,
  );
}

function checkInput({ low, high }: IntegerOperation, x: Int32Array, count: number): void {
  const inputs = low.length;
  if (x.length !== count * inputs) {
    throw new CodesignError(
      'interpret.inputLength',
      `${count} vectors of ${inputs} inputs are ${count * inputs} integers, got ${x.length}.`,
    );
  }
  for (let i = 0; i < x.length; i++) {
    const element = i % inputs;
    if (x[i] >= low[element] && x[i] <= high[element]) continue;
    throw new CodesignError(
      'interpret.inputRange',
      `Vector ${Math.floor(i / inputs)}, element ${element} is ${x[i]}; the input's format holds ` +
        `${low[element]} to ${high[element]}.`,
    );
  }
}
