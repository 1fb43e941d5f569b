import type { IntegerProgram } from '@nx-codesign/ir';
import { findPart } from '../parts/findPart';
import { latencyNsOf, toPicoseconds } from '../pipelining/clock';
import { delayModelOf } from '../pipelining/delayModel';
import type { CostEstimate, DeviceOptions } from './costEstimate';
import { lutsOf } from './costOfDesign';
import { fittedModels } from './fitted/fittedModels';
import { outsideOf } from './fitted/range';
import { frequencyMHz } from './frequency';
import type { OutlinedGroup } from './outlineGroup';
import { outlineProgram, type Outline } from './outlineProgram';
import { programFacts } from './programFacts';

/**
 * Estimates what `buildDesign` would build and what synthesis would make of it: each group of layers is lowered to one
 * adder graph (`buildDesign` takes the smallest of several), cut into stages by the same rule, and counted as the built
 * design is; only the LUTs per unit are fitted (docs/cost-model.md). One vector per clock. A clock that single adders
 * are too slow for is not met (`meetsClock`), and the latency in ns is then that of the fastest clock that the same
 * pipeline meets. Throws `part.unknown`, `hardware.tooWide`.
 */
export function estimateCost(program: IntegerProgram, options: DeviceOptions): CostEstimate {
  const { clockPeriodNs } = options;
  const model = fittedModels[findPart(options.part).family];
  const { groups, latencyCycles, delayBits } = outlineOf(program, options);
  const total = (of: (group: OutlinedGroup) => number): number =>
    groups.reduce((sum, group) => sum + group.instances * of(group), 0);
  const criticalPathNs = toPicoseconds(Math.max(0, ...groups.map((group) => group.criticalPathNs)));
  return {
    mark: 'estimated',
    luts: Math.round(total(({ counts }) => lutsOf(counts, model.lutsPerUnit))),
    ffs: total(({ counts }) => counts.registers) + delayBits,
    latencyCycles,
    criticalPathNs,
    maxFrequencyMHz: frequencyMHz(model.netlistPath * criticalPathNs),
    meetsClock: criticalPathNs <= clockPeriodNs,
    latencyNs: latencyNsOf({ latencyCycles, clockPeriodNs, criticalPathNs }),
    adderBits: total(({ adderBits }) => adderBits),
    outside: outsideOf(model.range, { ...programFacts(program), reuseFactor: 1, clockPeriodNs }),
  };
}

/** What `estimateCost` counts before a family's fitted numbers. */
export function outlineOf(program: IntegerProgram, { clockPeriodNs, part }: DeviceOptions): Outline {
  return outlineProgram(program, { model: delayModelOf(findPart(part)), clockPeriodNs });
}
