import type { Design } from '../design/design';
import { findPart } from '../parts/findPart';
import { latencyNsOf, toPicoseconds } from '../pipelining/clock';
import { carryCells } from './carryCells';
import { logicKinds, type LogicCounts } from './counting/logicCounts';
import { designCounts, type ModuleLogic } from './designCounts';
import { designFacts } from './designFacts';
import type { CostEstimate } from './costEstimate';
import { fittedModels } from './fitted/fittedModels';
import type { CostNumbers } from './fitted/fittedModel';
import { outsideOf } from './fitted/range';
import { frequencyMHz } from './frequency';

/**
 * Cost of a built design before synthesis: what its adders, clamps, tables and registers consist of is counted bit by
 * bit, merged where synthesis merges it; cycles and carry cells are exact, LUTs per unit are fitted (docs/cost-model.md).
 */
export function costOfDesign(design: Design): CostEstimate {
  const { family } = findPart(design.part);
  const model = fittedModels[family];
  const modules = designCounts(design);
  const total = (of: (counts: LogicCounts) => number): number =>
    modules.reduce((sum, { counts, instances }) => sum + instances * of(counts), 0);
  const criticalPathNs = pathOf(design);
  const { latencyCycles, clockPeriodNs } = design;
  return {
    mark: 'estimated',
    luts: Math.round(
      total((counts) => lutsOf(counts, model.lutsPerUnit)) +
        model.lutsPerUnit.topSelectionBits * design.selectionBits,
    ),
    ffs: total(({ registers }) => registers) + design.delayBits,
    carries: total(({ chains }) => chains.reduce((cells, bits) => cells + carryCells(bits, family), 0)),
    ...dspsOf(design),
    latencyCycles,
    criticalPathNs,
    maxFrequencyMHz: frequencyMHz(model.netlistPath * criticalPathNs),
    meetsClock: criticalPathNs <= clockPeriodNs,
    latencyNs: latencyNsOf({ latencyCycles, clockPeriodNs, criticalPathNs }),
    adderBits: adderBitsOf(design, modules),
    outside: outsideOf(
      model.range,
      designFacts(
        design,
        modules.map(({ counts }) => counts),
      ),
    ),
  };
}

/** LUTs of one module. */
export function lutsOf(counts: LogicCounts, lutsPerUnit: CostNumbers['lutsPerUnit']): number {
  return logicKinds.reduce((luts, kind) => luts + lutsPerUnit[kind] * counts[kind], 0);
}

/** DSP blocks of all instances; absent where no multiplication is asked to be in one. */
function dspsOf({ modules, instances, multipliers }: Design): Pick<CostEstimate, 'dsps'> {
  const dsps = instances.reduce((sum, { module }) => sum + (modules[module].dsps ?? 0), 0);
  return multipliers ? { dsps } : {};
}

function pathOf({ modules }: Design): number {
  return toPicoseconds(Math.max(0, ...modules.map(({ schedule }) => schedule.criticalPathNs)));
}

function adderBitsOf(design: Design, modules: readonly ModuleLogic[]): number {
  return design.modules.reduce(
    (bits, { adderBits }, index) => bits + modules[index].instances * adderBits,
    0,
  );
}
