import { readersOf } from '../operands';
import type { Program, ValueId } from '../program';

export interface RoundingFolds {
  /** The fraction of the quantiser whose half step an `add` carries, by the `add`. */
  readonly carried: ReadonlyMap<ValueId, number>;
  /** The quantisers that need no rounding of their own. */
  readonly quantizers: ReadonlySet<ValueId>;
}

/**
 * Finds the quantisers whose half step an `add` of a constant ahead of them can carry. It passes through reshape and
 * through relu, since floor((max(x, 0) + h) / 2h) = floor(max(x + h, 0) / 2h) for integers, and only where each value
 * on the way has this one reader. A leaky relu or a table in between scales x: the quantiser keeps its own rounding.
 */
export function roundingFolds(program: Program): RoundingFolds {
  const readers = readersOf(program);
  const carried = new Map<ValueId, number>();
  const quantizers = new Set<ValueId>();
  program.operations.forEach((operation, id) => {
    if (operation.kind !== 'quantize') return;
    const add = addAhead(program, readers, operation.x);
    if (add === undefined) return;
    carried.set(add, operation.format.fraction);
    quantizers.add(id);
  });
  return { carried, quantizers };
}

function addAhead({ operations }: Program, readers: readonly number[], from: ValueId): ValueId | undefined {
  let id = from;
  while (readers[id] === 1) {
    const ahead = operations[id];
    if (ahead.kind === 'add') return id;
    if (ahead.kind !== 'relu' && ahead.kind !== 'reshape') return undefined;
    id = ahead.x;
  }
  return undefined;
}
