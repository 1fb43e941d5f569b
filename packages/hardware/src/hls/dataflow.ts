import { integerOperandsOf, type IntegerOperation, type IntegerProgram, type ValueId } from '@nx-codesign/ir';

/** Which values of a program become arrays, and which operations become calls. */
export interface Dataflow {
  /** The value whose array holds value `id`: a reshape moves nothing. */
  arrayOf(id: ValueId): ValueId;
  /** The matvec that the `add` at `id` takes over into one `dense`, if it is the only reader. */
  matvecOf(id: ValueId): MatvecOperation | undefined;
  /** Operations that need a call, in order. */
  readonly calls: readonly ValueId[];
  /** The array of the program's output. */
  readonly output: ValueId;
  /** Whether the output's array is neither the input nor read by any call, so that it can be the port itself. */
  readonly outputIsPort: boolean;
}

export type MatvecOperation = Extract<IntegerOperation, { kind: 'matvec' }>;

/** Follows the values of a program. */
export function dataflowOf({ operations, output: last }: IntegerProgram): Dataflow {
  const arrayOf = (id: ValueId): ValueId => {
    const operation = operations[id];
    return operation.kind === 'reshape' ? arrayOf(operation.x) : id;
  };
  const output = arrayOf(last);
  const reads = new Array<number>(operations.length).fill(0);
  for (const operation of operations) {
    if (needsCall(operation)) for (const operand of integerOperandsOf(operation)) reads[arrayOf(operand)]++;
  }
  const matvecOf = (id: ValueId): MatvecOperation | undefined => {
    const operation = operations[id];
    if (operation.kind !== 'add') return undefined;
    const source = operations[operation.x];
    return source.kind === 'matvec' && reads[operation.x] === 1 && operation.x !== output
      ? source
      : undefined;
  };
  const fused = new Set(operations.map((_, id) => matvecOf(id)));
  const calls = operations.flatMap((operation, id) =>
    needsCall(operation) && !(operation.kind === 'matvec' && fused.has(operation)) ? [id] : [],
  );
  const outputIsPort = operations[output].kind !== 'input' && reads[output] === 0;
  return { arrayOf, matvecOf, calls, output, outputIsPort };
}

function needsCall({ kind }: IntegerOperation): boolean {
  return kind !== 'input' && kind !== 'reshape';
}
