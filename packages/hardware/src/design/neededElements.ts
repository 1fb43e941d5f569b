import type { IntegerOperation, IntegerProgram, ValueId } from '@nx-codesign/ir';
import { Views } from './views';

/**
 * By operation: which of its elements something reads that is not constant itself. Elements that are provably
 * constant and inputs of all-zero weights are not needed, and whatever only they read is not either.
 */
export function neededElements({ operations, output }: IntegerProgram): boolean[][] {
  const needed = operations.map((operation) => operation.low.map(() => false));
  const views = new Views(operations);
  needed[output].fill(true);
  for (let id = operations.length - 1; id > 0; id--) {
    const operation = operations[id];
    const varying = needed[id].map((flag, i) => flag && operation.low[i] !== operation.high[i]);
    if (varying.includes(true)) {
      markOperands(operation, { varying, needed, element: (i) => views.windowElement(id, i) });
    }
  }
  return needed.map((flags, id) => flags.map((flag, i) => flag && !isConstant(operations[id], i)));
}

function isConstant({ low, high }: IntegerOperation, i: number): boolean {
  return low[i] === high[i];
}

/**
 * Marks what the varying elements of an operation read; the values may be parts of the whole ones that the operation
 * treats alike.
 */
export function markOperands(
  operation: IntegerOperation,
  marks: {
    readonly varying: readonly boolean[];
    /** By value. */
    readonly needed: Readonly<Record<ValueId, boolean[]>>;
    /** The element of a window's operand, by element. */
    readonly element?: (i: number) => number;
  },
): void {
  const { varying, needed, element = (i) => i } = marks;
  const mark = (value: ValueId, from: (i: number) => number): void =>
    varying.forEach((flag, i) => {
      const element = from(i);
      if (flag && element >= 0) {
        needed[value][element] = true;
      }
    });
  switch (operation.kind) {
    case 'input':
      return;
    case 'matvec':
      return markMatrix(operation, varying, needed[operation.x]);
    case 'max':
    case 'sum':
      return markAxis(operation, varying, needed[operation.x]);
    case 'window':
      return mark(operation.x, element);
    case 'addValues':
    case 'multiply':
      mark(operation.a, (i) => i);
      return mark(operation.b, (i) => i);
    default:
      return mark(operation.x, (i) => i);
  }
}

/** At every position the inputs with a weight that is not zero for a result that is read. */
function markMatrix(
  { kernel }: Extract<IntegerOperation, { kind: 'matvec' }>,
  varying: readonly boolean[],
  needed: boolean[],
): void {
  const { inputs, outputs, data } = kernel;
  for (let first = 0, input = 0; first < varying.length; first += outputs, input += inputs) {
    for (let i = 0; i < inputs; i++) {
      for (let j = 0; j < outputs && !needed[input + i]; j++) {
        needed[input + i] = varying[first + j] && data[i * outputs + j] !== 0;
      }
    }
  }
}

/** All elements along the axis before the last. */
function markAxis(
  { shape }: Extract<IntegerOperation, { kind: 'max' | 'sum' }>,
  varying: readonly boolean[],
  needed: boolean[],
): void {
  const channels = shape[shape.length - 1];
  const length = needed.length / varying.length;
  needed.forEach((_, element) => {
    const [channel, outer] = [element % channels, Math.floor(element / (channels * length))];
    needed[element] ||= varying[outer * channels + channel];
  });
}
