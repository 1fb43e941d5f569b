import { integerOperandsOf, type IntegerProgram } from '@nx-codesign/ir';
import { partFacts } from '../design/groupBounds';
import { neededElements } from '../design/neededElements';
import { partition, type LayerGroup } from '../design/partition';
import { findPart } from '../parts/findPart';
import { latencyNsOf, toPicoseconds } from '../pipelining/clock';
import { delayModels, type DelayModel } from '../pipelining/delayModel';
import { lutsPerAdderBit } from './calibration';
import { estimateGroup } from './estimateGroup';
import { estimatePipeline, type PipelineEstimate } from './estimatePipeline';
import { sumWhere, widthsOf, type GroupEstimate } from './groupEstimate';

/** Cost of a design by a closed form: an estimate, never to be added to synthesised figures. */
export interface CostEstimate {
  readonly mark: 'estimated';
  readonly luts: number;
  readonly ffs: number;
  readonly latencyCycles: number;
  /** Longest register-to-register delay by the delay model, in ns to 1 ps. */
  readonly criticalPathNs: number;
  /** Whether the clock period is at least the critical path. */
  readonly meetsClock: boolean;
  /** Cycles times the clock period, or times the critical path where that is longer: the clock is then slower. */
  readonly latencyNs: number;
  readonly adderBits: number;
}

/**
 * Estimates what `buildDesign` would build, in time linear in the number of weights: counts of canonical signed
 * digits, exact widths, a balanced tree per output and the pipelining's delay model; only the share of common
 * subexpressions is a fitted factor. A clock that single adders are too slow for is not met (`meetsClock`), and the
 * latency in ns is then that of the fastest clock that the same pipeline meets. Throws `part.unknown`.
 */
export function estimateCost(
  program: IntegerProgram,
  { clockPeriodNs, part }: { readonly clockPeriodNs: number; readonly part: string },
): CostEstimate {
  const { family } = findPart(part);
  const model = delayModels[family];
  const needed = neededElements(program);
  const groups = partition(program).flatMap((group) =>
    estimatePlaced(program, group, { needed, model, clockPeriodNs }),
  );
  const total = (value: (group: PlacedEstimate) => number): number =>
    Math.round(groups.reduce((sum, group) => sum + group.instances * value(group), 0));
  const latencyCycles = latencyOf(program, groups);
  const criticalPathNs = toPicoseconds(Math.max(0, ...groups.map(({ pipeline }) => pipeline.criticalPathNs)));
  return {
    mark: 'estimated',
    luts: total(({ logic }) => lutsPerAdderBit[family] * logic.adderBits + logic.otherLuts),
    ffs: total(({ pipeline }) => pipeline.registerBits),
    latencyCycles,
    criticalPathNs,
    meetsClock: criticalPathNs <= clockPeriodNs,
    latencyNs: latencyNsOf({ latencyCycles, clockPeriodNs, criticalPathNs }),
    adderBits: total(({ logic }) => logic.adderBits),
  };
}

/** A group's estimate at one position, and how often it is instantiated. */
interface PlacedEstimate {
  readonly group: LayerGroup;
  readonly instances: number;
  readonly logic: GroupEstimate;
  readonly pipeline: PipelineEstimate;
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
): PlacedEstimate[] {
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
function latencyOf({ operations, output }: IntegerProgram, groups: readonly PlacedEstimate[]): number {
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
