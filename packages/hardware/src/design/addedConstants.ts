import type { IntegerOperation, IntegerProgram, ValueId } from '@nx-codesign/ir';
import type { LayerGroup } from './partition';
import { isView } from './views';

/** What an operation's adders take over from the operations that follow, or leave to those before. */
export interface AddedConstants {
  /** Constants that the operation's sums add besides, by element. */
  readonly constants: readonly ((i: number) => number)[];
  /** The operation's own constant is added already. */
  readonly absorbed: boolean;
}

/**
 * Moves the constants of an `add` and the half steps of a `quantize` that rounds half up into the sums right before
 * them, where one more operand costs little.
 */
export function addedConstants(
  operations: IntegerProgram['operations'],
  { operations: ids }: LayerGroup,
): ReadonlyMap<ValueId, AddedConstants> {
  const constants = new Map<ValueId, ((i: number) => number)[]>(ids.map((id) => [id, []]));
  const absorbed = new Set<ValueId>();
  let sum: ValueId | undefined;
  for (const id of ids) {
    const operation = operations[id];
    const own = constantOf(operation);
    if (own && sum !== undefined) {
      constants.get(sum)!.push(own);
      absorbed.add(id);
    }
    sum = hasSums(operation) ? id : operation.kind === 'add' || isView(operation) ? sum : undefined;
  }
  return new Map(ids.map((id) => [id, { constants: constants.get(id)!, absorbed: absorbed.has(id) }]));
}

function hasSums({ kind }: IntegerOperation): boolean {
  return kind === 'matvec' || kind === 'sum' || kind === 'addValues';
}

/** The constant that an operation adds to element i before anything else. */
function constantOf(operation: IntegerOperation): ((i: number) => number) | undefined {
  if (operation.kind === 'add') {
    return (i) => operation.constant[i % operation.constant.length];
  }
  if (operation.kind === 'quantize' && operation.round === 'half-up') {
    return (i) => halfStep(operation.channels[i % operation.channels.length].shift);
  }
  return undefined;
}

/** Half of the step that `shift` dropped bits make. */
export function halfStep(shift: number): number {
  return shift > 0 ? 2 ** (shift - 1) : 0;
}
