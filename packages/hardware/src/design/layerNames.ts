import type { IntegerOperation, IntegerProgram, ValueId } from '@nx-codesign/ir';
import type { LayerGroup } from './partition';
import { isView } from './views';

/** A group is named by the layer of its first operation that computes something. */
export function nameOf({ operations }: IntegerProgram, group: LayerGroup): string {
  return operations[group.operations[0]].layer;
}

/** The layers whose operations a group computes, those of the views ahead of it included, in order. */
export function layersOf({ operations }: IntegerProgram, { inputs, operations: ids }: LayerGroup): string[] {
  const ahead = inputs.flatMap((id) => viewsTo(operations, id)).sort((a, b) => a - b);
  return [...new Set([...ahead, ...ids].map((id) => operations[id].layer))];
}

/** Axes of the result that the positions of a group count. */
export function positionAxes(
  { operations }: IntegerProgram,
  { operations: ids, positions }: LayerGroup,
): number[] {
  const axes = operations[ids[0]].shape.slice(0, -1);
  return positions === 1 ? [] : [...axes];
}

/** Index along each axis of the p-th position, the last axis fastest. */
export function positionOf(axes: readonly number[], index: number): number[] {
  let rest = index;
  return [...axes]
    .reverse()
    .map((size) => {
      const at = rest % size;
      rest = Math.floor(rest / size);
      return at;
    })
    .reverse();
}

/** What the elements of a group's input are, in words. */
export function describeInput({ operations }: IntegerProgram, { inputs, positions }: LayerGroup): string {
  return inputs
    .map((id) => {
      const operation = operations[id];
      const source = operations[viewsTo(operations, id)[0] ?? id];
      const from = operandLayer(operations, source);
      return positions === 1 && operation.kind !== 'window'
        ? from
        : `${from}, ${partOf(operation, operations)}`;
    })
    .join('; then ');
}

function operandLayer(operations: IntegerProgram['operations'], source: IntegerOperation): string {
  return isView(source) && 'x' in source ? operations[source.x].layer : source.layer;
}

/** What one position reads of a value. */
function partOf(operation: IntegerOperation, operations: IntegerProgram['operations']): string {
  if (operation.kind === 'window') {
    const { shape } = operations[operation.x];
    const axes = operation.sizes.length === 2 ? 'row, column, channel' : 'step, channel';
    return `windows of ${[...operation.sizes, shape[shape.length - 1]].join(' x ')} (${axes})`;
  }
  return 'one position';
}

/** The views from where a value is computed to the value itself, in order. */
function viewsTo(operations: IntegerProgram['operations'], id: ValueId): ValueId[] {
  const operation = operations[id];
  return isView(operation) && 'x' in operation ? [...viewsTo(operations, operation.x), id] : [];
}
