import type { IntegerProgram } from '@nx-codesign/ir';
import { neededElements } from '../design/neededElements';
import { partition, type LayerGroup } from '../design/partition';
import { intervalWidth } from '../adderGraph/intervalWidth';
import { findPart } from '../parts/findPart';
import { latencyNsOf, toPicoseconds } from '../pipelining/clock';
import { delayModels } from '../pipelining/delayModel';
import { lutsPerAdderBit } from './calibration';
import { estimateGroup } from './estimateGroup';
import { estimatePipeline } from './estimatePipeline';
import { sumWhere, type EstimateContext } from './groupEstimate';

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
 * latency in ns is then that of the fastest clock that the same pipeline meets. Throws `part.unknown`,
 * `hardware.notAChain`.
 */
export function estimateCost(
  program: IntegerProgram,
  { clockPeriodNs, part }: { readonly clockPeriodNs: number; readonly part: string },
): CostEstimate {
  const { family } = findPart(part);
  const model = delayModels[family];
  const needed = neededElements(program);
  const groups = partition(program);
  const context = { operations: program.operations, needed, model };
  const estimates = groups.map((group) => estimateGroup(group, context));
  const pipelines = estimates.map((estimate, index) =>
    estimatePipeline(estimate, { outputBits: outputBitsOf(groups[index], context), model, clockPeriodNs }),
  );
  const total = (values: readonly number[]): number =>
    Math.round(values.reduce((sum, value) => sum + value, 0));
  const latencyCycles = total(pipelines.map((pipeline) => pipeline.latencyCycles));
  const criticalPathNs = toPicoseconds(Math.max(0, ...pipelines.map((pipeline) => pipeline.criticalPathNs)));
  return {
    mark: 'estimated',
    luts: total(estimates.map(({ adderBits, otherLuts }) => lutsPerAdderBit[family] * adderBits + otherLuts)),
    ffs: total(pipelines.map(({ registerBits }) => registerBits)),
    latencyCycles,
    criticalPathNs,
    meetsClock: criticalPathNs <= clockPeriodNs,
    latencyNs: latencyNsOf({ latencyCycles, clockPeriodNs, criticalPathNs }),
    adderBits: total(estimates.map(({ adderBits }) => adderBits)),
  };
}

/** Bits of a group's output registers. */
function outputBitsOf({ operations: ids }: LayerGroup, { operations, needed }: EstimateContext): number {
  const last = ids[ids.length - 1];
  const { low, high } = operations[last];
  const widths = low.map((bottom, i) => intervalWidth(bottom, high[i]).width);
  return sumWhere(widths, needed[last]);
}
