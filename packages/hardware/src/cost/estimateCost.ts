import { integerOperandsOf, type IntegerProgram } from '@nx-codesign/ir';
import { partFacts } from '../design/groupBounds';
import { neededElements } from '../design/neededElements';
import { partition, type LayerGroup } from '../design/partition';
import { findPart } from '../parts/findPart';
import { delayModelOf, type DelayModel } from '../pipelining/delayModel';
import type { CostEstimate, DeviceOptions } from './costEstimate';
import { costOfGroups, type ExpectedDesign, type PlacedEstimate } from './costOfGroups';
import { estimateGroup } from './estimateGroup';
import { estimatePipeline } from './estimatePipeline';
import { sumWhere, widthsOf } from './groupEstimate';
import { programFacts } from './programFacts';

/**
 * Estimates what `buildDesign` would build, in time linear in the number of weights: counts of canonical signed
 * digits, exact widths, a tree per output and the pipelining's delay model; the share of common subexpressions and the
 * LUTs per adder bit are fitted (docs/cost-model.md). A clock that single adders are too slow for is not met
 * (`meetsClock`), and the latency in ns is then that of the fastest clock that the same pipeline meets. Throws
 * `part.unknown`.
 */
export function estimateCost(program: IntegerProgram, options: DeviceOptions): CostEstimate {
  return costOfGroups(expectedOfProgram(program, options), { weights: 'known', ...options });
}

/** What `estimateCost` expects of each group of layers, before a family's fitted numbers. */
export function expectedOfProgram(
  program: IntegerProgram,
  { clockPeriodNs, part }: DeviceOptions,
): ExpectedDesign {
  const model = delayModelOf(findPart(part));
  const needed = neededElements(program);
  const groups = partition(program).flatMap((group) =>
    estimatePlaced(program, group, { needed, model, clockPeriodNs }),
  );
  return {
    groups,
    latencyCycles: latencyOf(program, groups),
    facts: { ...programFacts(program), reuseFactor: 1, clockPeriodNs },
  };
}

interface PlacedGroup extends PlacedEstimate {
  readonly group: LayerGroup;
}

/** Nothing for a group whose result nothing reads. */
function estimatePlaced(
  program: IntegerProgram,
  group: LayerGroup,
  options: {
    readonly needed: readonly (readonly boolean[])[];
    readonly model: DelayModel;
    readonly clockPeriodNs: number;
  },
): PlacedGroup[] {
  const { needed, model, clockPeriodNs } = options;
  const result = group.operations[group.operations.length - 1];
  const length = needed[result].length / group.positions;
  const read = new Set(needed[result].flatMap((flag, i) => (flag ? [Math.floor(i / length)] : [])));
  if (read.size === 0) {
    return [];
  }
  const facts = partFacts(program, group, needed);
  const logic = estimateGroup(group, { operations: program.operations, facts, result, model });
  const { needed: flags, ...bounds } = facts.get(result)!;
  const outputBits = sumWhere(widthsOf(bounds), flags);
  return [
    {
      group,
      instances: read.size,
      logic,
      pipeline: estimatePipeline(logic, { outputBits, model, clockPeriodNs }),
    },
  ];
}

/** Cycles on the longest way from the input to the output. */
function latencyOf({ operations, output }: IntegerProgram, groups: readonly PlacedGroup[]): number {
  const cycles = new Map(
    groups.map(({ group, pipeline }) => [group.operations[group.operations.length - 1], { group, pipeline }]),
  );
  const ready: number[] = [];
  operations.forEach((operation, id) => {
    const placed = cycles.get(id);
    const reads = placed ? placed.group.inputs : integerOperandsOf(operation);
    const start = Math.max(0, ...reads.map((value) => ready[value]));
    ready.push(start + (placed?.pipeline.latencyCycles ?? 0));
  });
  return ready[output];
}
