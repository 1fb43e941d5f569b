import type { IntegerOperation, IntegerProgram, ValueId } from '@nx-codesign/ir';
import type { AdderStyle } from '../adderGraph/adderStyle';
import type { AdderGraph, Signal } from '../adderGraph/graph';
import { GraphBuilder } from '../adderGraph/graphBuilder';
import type { ChosenProducts } from '../multipliers/chooseBlocks';
import type { DspBlock } from '../multipliers/dspBlock';
import { addedConstants, type AddedConstants } from './addedConstants';
import type { ElementBounds, PartFacts } from './groupBounds';
import { lowerOperation } from './lowerOperation';
import type { LayerGroup } from './partition';

/** The family's DSP block and what is multiplied in some. */
export interface ProductBlocks {
  readonly block: DspBlock;
  readonly chosen: ChosenProducts;
}

export interface GroupLowering {
  readonly facts: ReadonlyMap<ValueId, PartFacts>;
  /** Bounds of the module's input elements: the parts of the group's inputs, one after the other. */
  readonly inputs: ElementBounds;
  readonly style: AdderStyle;
  /** What is multiplied in DSP blocks; nothing if absent. */
  readonly blocks?: ProductBlocks;
  /** By operation; `addedConstants` of the group if absent. */
  readonly added?: ReadonlyMap<ValueId, AddedConstants>;
}

/** The adder graph of a group of operations at one position, for all of them. */
export function lowerGroup(
  { operations }: IntegerProgram,
  group: LayerGroup,
  { facts, inputs, style, blocks, added = addedConstants(operations, group) }: GroupLowering,
): AdderGraph {
  const builder = new GraphBuilder();
  const signals = new Map<ValueId, readonly Signal[]>();
  let element = 0;
  for (const id of group.inputs) {
    const part = facts.get(id)!.low.map(() => {
      const signal = builder.input(element, inputs.low[element], inputs.high[element]);
      builder.name(signal, `x_${element++}`);
      return signal;
    });
    signals.set(id, part);
  }
  for (const id of group.operations) {
    const operation = operations[id] as Exclude<IntegerOperation, { kind: 'input' }>;
    const operand = (value: ValueId): readonly Signal[] => signals.get(value)!;
    const { constants, absorbed } = added.get(id)!;
    const part = lowerOperation(builder, operation, {
      operand,
      facts: facts.get(id)!,
      constantOf: (i) => constants.reduce((sum, constant) => sum + constant(i), 0),
      isAbsorbed: absorbed,
      style,
      ...(blocks && { block: blocks.block, inBlock: blocks.chosen.get(id) }),
    });
    signals.set(id, part);
  }
  return builder.finish(signals.get(group.operations[group.operations.length - 1])!);
}
