import type { IntegerProgram } from '@nx-codesign/ir';
import { neededElements } from '../design/neededElements';
import { partition } from '../design/partition';
import { intervalWidth } from '../adderGraph/intervalWidth';
import { findPart } from '../parts/findPart';
import { delayModels, type DelayModel } from '../pipelining/delayModel';
import { lutsPerAdderBit, registersPerLiveBit } from './calibration';
import { estimateGroup } from './estimateGroup';
import type { GroupEstimate } from './groupEstimate';

/** Cost of a design by a closed form: an estimate, never to be added to synthesised figures. */
export interface CostEstimate {
  readonly mark: 'estimated';
  readonly luts: number;
  readonly ffs: number;
  readonly latencyCycles: number;
  readonly latencyNs: number;
  readonly adderBits: number;
}

/**
 * Estimates what `buildDesign` would build, in time linear in the number of weights: counts of canonical signed
 * digits, exact widths, a balanced tree per output and the pipelining's delay model; only the share of common
 * subexpressions is a fitted factor. Throws `part.unknown`, `hardware.notAChain`.
 */
export function estimateCost(
  program: IntegerProgram,
  options: { readonly clockPeriodNs: number; readonly part: string },
): CostEstimate {
  const { family } = findPart(options.part);
  const model = delayModels[family];
  const needed = neededElements(program);
  const groups = partition(program);
  const estimates = groups.map((group) =>
    estimateGroup(group, { operations: program.operations, needed, model }),
  );
  const pipelines = estimates.map((estimate, index) => {
    const last = groups[index].operations[groups[index].operations.length - 1];
    const { low, high } = program.operations[last];
    const outputBits = low.reduce(
      (sum, bottom, i) => sum + (needed[last][i] ? intervalWidth(bottom, high[i]).width : 0),
      0,
    );
    return pipeline(estimate, { outputBits, model, clockPeriodNs: options.clockPeriodNs });
  });
  const total = (values: readonly number[]): number =>
    Math.round(values.reduce((sum, value) => sum + value, 0));
  const latencyCycles = total(pipelines.map(({ cycles }) => cycles));
  return {
    mark: 'estimated',
    luts: total(estimates.map(({ adderBits, otherLuts }) => lutsPerAdderBit[family] * adderBits + otherLuts)),
    ffs: total(pipelines.map(({ registerBits }) => registerBits)),
    latencyCycles,
    latencyNs: latencyCycles * options.clockPeriodNs,
    adderBits: total(estimates.map(({ adderBits }) => adderBits)),
  };
}

/** Cuts a group's steps into stages as the scheduler would; the output registers come last. */
function pipeline(
  { steps }: GroupEstimate,
  options: { readonly outputBits: number; readonly model: DelayModel; readonly clockPeriodNs: number },
): { cycles: number; registerBits: number } {
  const { clockToOutputNs, setupNs, netNs } = options.model;
  const available = options.clockPeriodNs - setupNs - netNs;
  let cycles = 1;
  let registerBits = options.outputBits;
  let elapsed = clockToOutputNs;
  steps.forEach(({ delayNs }, index) => {
    if (elapsed + delayNs > available && elapsed > clockToOutputNs) {
      cycles++;
      registerBits += registersPerLiveBit * steps[index - 1].liveBits;
      elapsed = clockToOutputNs;
    }
    elapsed += delayNs;
  });
  return { cycles, registerBits };
}
