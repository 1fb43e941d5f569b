import type { IntegerProgram, ValueId } from '@nx-codesign/ir';
import type { AdderStyle } from '../adderGraph/adderStyle';
import type { AdderGraph, Signal } from '../adderGraph/graph';
import { GraphBuilder } from '../adderGraph/graphBuilder';
import { lowerOperation } from './lowerOperation';
import type { LayerGroup } from './partition';

/** The adder graph of a group of operations. */
export function lowerGroup(
  { operations }: IntegerProgram,
  group: LayerGroup,
  { needed, style }: { readonly needed: readonly (readonly boolean[])[]; readonly style: AdderStyle },
): AdderGraph {
  const builder = new GraphBuilder();
  const { low, high } = operations[group.input];
  let signals: readonly Signal[] = low.map((bottom, i) => {
    const top = needed[group.input][i] || bottom === high[i] ? high[i] : bottom;
    const signal = builder.input(i, bottom, top);
    builder.name(signal, `x_${i}`);
    return signal;
  });
  const bias = (id: ValueId | undefined): readonly number[] | undefined => {
    const operation = id === undefined ? undefined : operations[id];
    return operation?.kind === 'add' ? operation.constant : undefined;
  };
  group.operations.forEach((id, index) => {
    const operation = operations[id];
    if (operation.kind !== 'input') {
      const previous = index > 0 ? operations[group.operations[index - 1]] : undefined;
      signals = lowerOperation(builder, signals, operation, {
        needed: needed[id],
        bias: bias(group.operations[index + 1]),
        merged: previous?.kind === 'matvec',
        style,
      });
    }
  });
  return builder.finish(signals);
}
