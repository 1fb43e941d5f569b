import type { Operation, OperationKind, Program, ValueId } from './program';

type OperandsOf = {
  readonly [K in OperationKind]: (operation: Extract<Operation, { kind: K }>) => ValueId[];
};

const operands: OperandsOf = {
  input: () => [],
  constant: () => [],
  matvec: ({ x, kernel }) => [x, kernel],
  add: ({ a, b }) => [a, b],
  multiply: ({ a, b }) => [a, b],
  window: ({ x }) => [x],
  max: ({ x }) => [x],
  sum: ({ x }) => [x],
  scale: ({ x }) => [x],
  dropout: ({ x }) => [x],
  normalize: ({ x, gamma, beta, mean, variance }) => [x, gamma, beta, mean, variance],
  relu: ({ x }) => [x],
  leakyRelu: ({ x }) => [x],
  table: ({ x }) => [x],
  reshape: ({ x }) => [x],
  quantize: ({ x }) => [x],
};

/** The values that an operation reads. */
export function operandsOf(operation: Operation): readonly ValueId[] {
  return (operands[operation.kind] as (operation: Operation) => ValueId[])(operation);
}

/** How many operations read each value; leaving the network counts as one reader. */
export function readersOf({ operations, output }: Program): number[] {
  const readers = operations.map(() => 0);
  readers[output]++;
  for (const operation of operations) for (const value of operandsOf(operation)) readers[value]++;
  return readers;
}
