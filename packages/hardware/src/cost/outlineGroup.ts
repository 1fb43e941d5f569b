import type { IntegerProgram, ValueId } from '@nx-codesign/ir';
import type { AdderStyle } from '../adderGraph/adderStyle';
import { adderBitsOf, usedBits } from '../adderGraph/usedBits';
import { boundsWithin, registered, unionOfNeeded } from '../design/buildModule';
import { partFacts, type ElementBounds, type PartFacts } from '../design/groupBounds';
import { lowerGroup } from '../design/lowerGroup';
import type { LayerGroup } from '../design/partition';
import type { ScheduleOptions } from '../pipelining/scheduleGraph';
import { countLogic } from './counting/countLogic';
import type { LogicCounts } from './counting/logicCounts';
import { widthsOf } from './groupEstimate';

/** A group of layers as it would be built, with one way to compute its sums instead of the best of several. */
export interface OutlinedGroup {
  readonly group: LayerGroup;
  /** Positions at which something reads its result. */
  readonly instances: number;
  /** Of one instance, as are the others. */
  readonly counts: LogicCounts;
  readonly adderBits: number;
  readonly latencyCycles: number;
  readonly criticalPathNs: number;
  /** Bits of its result. */
  readonly outputBits: number;
}

/** Outlines a group; nothing for one whose result nothing reads. `needed` is that of `neededElements`. */
export function outlineGroup(
  program: IntegerProgram,
  group: LayerGroup,
  { needed, ...timing }: ScheduleOptions & { readonly needed: readonly (readonly boolean[])[] },
): OutlinedGroup[] {
  const { model } = timing;
  const result = group.operations[group.operations.length - 1];
  const instances = readPositions(needed[result], group.positions);
  if (instances === 0) return [];
  const facts = partFacts(program, group, needed);
  const style: AdderStyle = { radix: model.adderInputs, effort: 'least' };
  const plain = lowerGroup(program, group, { facts, inputs: inputsOf(group, facts), style });
  const union = unionOfNeeded(program.operations[result], needed[result], group.positions);
  const widths = widthsOf(boundsWithin(plain, union));
  const { graph, schedule } = registered(plain, timing);
  const used = usedBits(graph, widths);
  return [
    {
      group,
      instances,
      counts: countLogic(graph, used, model.lutInputs),
      adderBits: adderBitsOf(graph, used),
      latencyCycles: schedule.latencyCycles,
      criticalPathNs: schedule.criticalPathNs,
      outputBits: widths.reduce((sum, width) => sum + width, 0),
    },
  ];
}

function readPositions(needed: readonly boolean[], positions: number): number {
  const length = needed.length / positions;
  let read = 0;
  for (let position = 0; position < positions; position++) {
    const next = needed.indexOf(true, position * length);
    if (next >= 0 && next < (position + 1) * length) read++;
  }
  return read;
}

function inputsOf({ inputs }: LayerGroup, facts: ReadonlyMap<ValueId, PartFacts>): ElementBounds {
  return {
    low: inputs.flatMap((id) => facts.get(id)!.low),
    high: inputs.flatMap((id) => facts.get(id)!.high),
  };
}
