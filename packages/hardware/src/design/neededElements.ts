import type { IntegerOperation, IntegerProgram } from '@nx-codesign/ir';

/**
 * By operation: which of its elements something reads that is not constant itself. Elements that are provably
 * constant and inputs of all-zero weights are not needed, and whatever only they read is not either.
 */
export function neededElements({ operations, output }: IntegerProgram): boolean[][] {
  const needed = operations.map((operation) => operation.low.map(() => false));
  needed[output].fill(true);
  for (let id = operations.length - 1; id > 0; id--) {
    const operation = operations[id];
    const varying = needed[id].map((flag, i) => flag && operation.low[i] !== operation.high[i]);
    if (operation.kind !== 'input') {
      needsOf(operation, varying).forEach((flag, i) => (needed[operation.x][i] ||= flag));
    }
  }
  return needed.map((flags, id) => flags.map((flag, i) => flag && !isConstant(operations[id], i)));
}

function isConstant({ low, high }: IntegerOperation, i: number): boolean {
  return low[i] === high[i];
}

function needsOf(operation: IntegerOperation, needed: readonly boolean[]): readonly boolean[] {
  if (operation.kind !== 'matvec') {
    return needed;
  }
  const { inputs, outputs, data } = operation.kernel;
  return Array.from({ length: inputs }, (_, i) =>
    needed.some((flag, j) => flag && data[i * outputs + j] !== 0),
  );
}
