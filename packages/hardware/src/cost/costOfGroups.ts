import { findPart } from '../parts/findPart';
import { latencyNsOf, toPicoseconds } from '../pipelining/clock';
import type { CostEstimate, DeviceOptions } from './costEstimate';
import type { PipelineEstimate } from './estimatePipeline';
import { expectedKinds } from './fitted/fittedModel';
import { fittedModels } from './fitted/fittedModels';
import { outsideOf, type AllFacts } from './fitted/range';
import { frequencyMHz } from './frequency';
import type { GroupEstimate } from './groupEstimate';

/** A group's estimate at one position, and how often it is instantiated. */
export interface PlacedEstimate {
  readonly instances: number;
  readonly logic: GroupEstimate;
  readonly pipeline: PipelineEstimate;
}

/** What is expected of a network with assumed weights. */
export interface ExpectedDesign {
  readonly groups: readonly PlacedEstimate[];
  readonly latencyCycles: number;
  readonly facts: AllFacts;
}

/** The cost of all groups of a network by a family's fitted numbers for assumed weights. */
export function costOfGroups(
  { groups, latencyCycles, facts }: ExpectedDesign,
  { part, clockPeriodNs }: DeviceOptions,
): CostEstimate {
  const model = fittedModels[findPart(part).family];
  const lutsPerUnit = model.expectedLutsPerUnit;
  const total = (value: (group: PlacedEstimate) => number): number =>
    Math.round(groups.reduce((sum, group) => sum + group.instances * value(group), 0));
  const criticalPathNs = toPicoseconds(Math.max(0, ...groups.map(({ pipeline }) => pipeline.criticalPathNs)));
  return {
    mark: 'estimated',
    luts: total(({ logic }) =>
      expectedKinds.reduce((luts, kind) => luts + lutsPerUnit[kind] * logic[kind], 0),
    ),
    ffs: total(({ pipeline }) => pipeline.outputBits + model.expectedFfs * pipeline.innerBits),
    latencyCycles,
    criticalPathNs,
    maxFrequencyMHz: frequencyMHz(model.netlistPath * criticalPathNs),
    meetsClock: criticalPathNs <= clockPeriodNs,
    latencyNs: latencyNsOf({ latencyCycles, clockPeriodNs, criticalPathNs }),
    adderBits: total(({ logic }) => logic.adderBits),
    outside: outsideOf(model.range, facts),
  };
}
