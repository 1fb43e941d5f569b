import {
  integerOperandsOf as operandsOf,
  type IntegerOperation,
  type IntegerProgram,
  type ValueId,
} from '@nx-codesign/ir';
import { readersOf } from './readers';
import { isView } from './views';

/**
 * Operations that become one module, in order, applied alike at a number of positions: the module is instantiated
 * once for each. Position p takes and gives the p-th of as many equal parts of each value.
 */
export interface LayerGroup {
  /** Values from outside that the operations read, without repetition. */
  readonly inputs: readonly ValueId[];
  /** The value of the last one is the group's result. Views among them are the reshapes between two operations. */
  readonly operations: readonly ValueId[];
  readonly positions: number;
}

/**
 * Cuts a program into groups, each after those that it reads: `matvec`, `max` and `sum` start one, and the
 * element-wise operations that follow join it where nothing else reads what is between them and all positions are
 * treated alike. Views are wiring between groups.
 */
export function partition(program: IntegerProgram): LayerGroup[] {
  const { operations } = program;
  const readers = readersOf(program);
  /** The groups so far by the value that they give. */
  const open = new Map<ValueId, LayerGroup>();
  /** By value: groups on the longest way to it. */
  const depths: number[] = [];
  operations.forEach((operation, id) => {
    depths.push(Math.max(0, ...operandsOf(operation).map((operand) => depths[operand])));
    if (operation.kind === 'input' || readers[id] === 0 || isView(operation)) {
      return;
    }
    const [joined, path] = joins(operation, { operations, readers, open, depths });
    const group = joined
      ? extend(joined, operation, [...path, id])
      : { inputs: unique(operandsOf(operation)), operations: [id], positions: positionsOf(operation) };
    if (joined) {
      open.delete(joined.operations[joined.operations.length - 1]);
    } else {
      depths[id]++;
    }
    open.set(id, group);
  });
  return [...open.values()];
}

interface PartitionState {
  readonly operations: IntegerProgram['operations'];
  readonly readers: readonly number[];
  readonly open: ReadonlyMap<ValueId, LayerGroup>;
  readonly depths: readonly number[];
}

/**
 * The group that an operation can join, if any, and the views between that group's result and it. Of two operands it is
 * the one that is there last: a group starts when all its inputs are there.
 */
function joins(
  operation: IntegerOperation,
  state: PartitionState,
): readonly [LayerGroup | undefined, readonly ValueId[]] {
  if (operation.kind === 'matvec' || operation.kind === 'max' || operation.kind === 'sum') {
    return [undefined, []];
  }
  const { depths } = state;
  const latestFirst = [...operandsOf(operation)].sort((a, b) => depths[b] - depths[a] || b - a);
  for (const operand of latestFirst.filter((each) => depths[each] === depths[latestFirst[0]])) {
    const path: ValueId[] = [];
    let value = operand;
    while (isReshaping(state.operations[value]) && state.readers[value] === 1) {
      path.unshift(value);
      [value] = operandsOf(state.operations[value]);
    }
    const group = state.readers[value] === 1 ? state.open.get(value) : undefined;
    if (group && isAlike(operation, group)) {
      return [group, path];
    }
  }
  return [undefined, []];
}

/** A view that keeps the elements and their order. */
function isReshaping(operation: IntegerOperation): boolean {
  return isView(operation) && operation.kind !== 'window';
}

/** Whether each part of an element-wise operation's value is made by the same rule. */
function isAlike(operation: IntegerOperation, { positions }: LayerGroup): boolean {
  const part = operation.low.length / positions;
  return parameterCount(operation) === 1 || part % operation.shape[operation.shape.length - 1] === 0;
}

/** Length of an operation's parameters per channel; 1 if all channels are treated alike. */
function parameterCount(operation: IntegerOperation): number {
  switch (operation.kind) {
    case 'add':
      return operation.constant.length;
    case 'quantize':
      return operation.channels.length;
    default:
      return 1;
  }
}

function extend(group: LayerGroup, operation: IntegerOperation, added: readonly ValueId[]): LayerGroup {
  const own = new Set([...group.operations, ...added]);
  const outside = operandsOf(operation).filter((operand) => !own.has(operand));
  return {
    inputs: unique([...group.inputs, ...outside]),
    operations: [...group.operations, ...added],
    positions: group.positions,
  };
}

/** Parts of an operation's value that are made alike: all axes but the last, of its result. */
function positionsOf({ shape }: IntegerOperation): number {
  return shape.slice(0, -1).reduce((product, size) => product * size, 1);
}

function unique(values: readonly ValueId[]): ValueId[] {
  return [...new Set(values)];
}
