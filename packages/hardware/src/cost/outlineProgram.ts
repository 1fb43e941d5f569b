import { integerOperandsOf, type IntegerProgram, type ValueId } from '@nx-codesign/ir';
import { neededElements } from '../design/neededElements';
import { partition } from '../design/partition';
import { isView } from '../design/views';
import type { ScheduleOptions } from '../pipelining/scheduleGraph';
import { sumWhere, widthsOf } from './groupEstimate';
import { outlineGroup, type OutlinedGroup } from './outlineGroup';

/** What `buildDesign` would build of a program at one vector per clock, up to the choice among several ways to add. */
export interface Outline {
  readonly groups: readonly OutlinedGroup[];
  readonly latencyCycles: number;
  /** Flip-flops that keep values for groups that start later than the next. */
  readonly delayBits: number;
}

/** Outlines every group of a program, and the cycles at which they start. */
export function outlineProgram(program: IntegerProgram, timing: ScheduleOptions): Outline {
  const needed = neededElements(program);
  const groups = partition(program).flatMap((group) => outlineGroup(program, group, { ...timing, needed }));
  const byResult = new Map(
    groups.map((each) => [each.group.operations[each.group.operations.length - 1], each]),
  );
  const ready: number[] = [];
  const waits = new Map<ValueId, number>();
  const bitsOf = (value: ValueId): number => {
    const { instances, outputBits } = byResult.get(value) ?? { instances: 1, outputBits: 0 };
    return program.operations[value].kind === 'input'
      ? sumWhere(widthsOf(program.operations[value]), needed[value])
      : instances * outputBits;
  };
  program.operations.forEach((operation, id) => {
    const placed = byResult.get(id);
    const reads = placed ? placed.group.inputs : integerOperandsOf(operation);
    const start = reads.reduce((latest, value) => Math.max(latest, ready[value]), 0);
    ready.push(start + (placed?.latencyCycles ?? 0));
    if (placed) {
      reads.forEach((value) => {
        const origin = originOf(program, value);
        waits.set(origin, Math.max(waits.get(origin) ?? 0, start - ready[value]));
      });
    }
  });
  let delayBits = 0;
  waits.forEach((cycles, value) => (delayBits += cycles > 0 ? cycles * bitsOf(value) : 0));
  return { groups, latencyCycles: ready[program.output], delayBits };
}

/** The value whose elements a view shows. */
function originOf({ operations }: IntegerProgram, value: ValueId): ValueId {
  let origin = value;
  while (isView(operations[origin])) [origin] = integerOperandsOf(operations[origin]);
  return origin;
}
