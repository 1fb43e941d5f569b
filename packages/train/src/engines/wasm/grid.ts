import type { Fixed, Operation, OperationKind, Program, ValueId } from '@nx-codesign/ir';

type GridOf = {
  readonly [K in OperationKind]: (
    program: Program,
    operation: Extract<Operation, { kind: K }>,
  ) => Fixed | undefined;
};

const grids: GridOf = {
  input: (_program, { format }) => format,
  constant: () => undefined,
  matvec: () => undefined,
  add: () => undefined,
  normalize: () => undefined,
  relu: (program, { x }) => gridOf(program, x),
  leakyRelu: () => undefined,
  table: (_program, { output }) => output,
  reshape: (program, { x }) => gridOf(program, x),
  quantize: (_program, { format }) => format,
};

/** A format whose grid and range hold every element of a value, where the program states one. */
export function gridOf(program: Program, id: ValueId): Fixed | undefined {
  const operation = program.operations[id];
  const grid = grids[operation.kind] as (program: Program, operation: Operation) => Fixed | undefined;
  return grid(program, operation);
}
