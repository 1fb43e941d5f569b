import {
  formatsOf,
  type Fixed,
  type Operation,
  type OperationKind,
  type Program,
  type ValueId,
} from '@nx-codesign/ir';

type GridOf = {
  readonly [K in OperationKind]: (
    program: Program,
    operation: Extract<Operation, { kind: K }>,
  ) => Fixed | undefined;
};

const ofOperand = (program: Program, { x }: { readonly x: ValueId }) => gridOf(program, x);
const none = () => undefined;

const grids: GridOf = {
  input: (_program, { format }) => format,
  constant: none,
  matvec: none,
  add: none,
  multiply: none,
  normalize: none,
  window: ofOperand,
  max: ofOperand,
  sum: none,
  scale: none,
  dropout: ofOperand,
  relu: ofOperand,
  leakyRelu: none,
  table: (_program, { output }) => output,
  reshape: ofOperand,
  quantize: (_program, { format }) => commonGrid(formatsOf(format)),
};

/**
 * A format whose grid and range hold every element of a value, where the program states one. Of what a dropout scales
 * this holds outside training only, see `isDropped`.
 */
export function gridOf(program: Program, id: ValueId): Fixed | undefined {
  const operation = program.operations[id];
  const grid = grids[operation.kind] as (program: Program, operation: Operation) => Fixed | undefined;
  return grid(program, operation);
}

/** Whether training scales a value by a dropout on its way from where its grid was stated. */
export function isDropped({ operations }: Program, id: ValueId): boolean {
  const operation = operations[id];
  if (operation.kind === 'dropout') return true;
  return (
    grids[operation.kind] === (ofOperand as unknown) &&
    'x' in operation &&
    isDropped({ operations, output: id }, operation.x)
  );
}

function commonGrid(formats: readonly Fixed[]): Fixed {
  return formats.reduce((a, b) => ({
    signed: a.signed || b.signed,
    integer: Math.max(a.integer, b.integer),
    fraction: Math.max(a.fraction, b.fraction),
  }));
}
