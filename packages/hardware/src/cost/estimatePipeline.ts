import type { DelayModel } from '../pipelining/delayModel';
import { registersPerLiveBit } from './fitted/treeNumbers';
import type { GroupEstimate } from './groupEstimate';

export interface PipelineEstimate {
  readonly latencyCycles: number;
  /** Registers at the end. */
  readonly outputBits: number;
  /** Registers between. */
  readonly innerBits: number;
  /** Longest register-to-register delay. */
  readonly criticalPathNs: number;
}

/**
 * Cuts a group's steps into stages as the scheduler would: a step that is slower than the clock has a stage to
 * itself, and the critical path is then longer than the period. The output registers come last.
 */
export function estimatePipeline(
  { steps }: GroupEstimate,
  options: { readonly outputBits: number; readonly model: DelayModel; readonly clockPeriodNs: number },
): PipelineEstimate {
  const { clockToOutputNs, setupNs, netNs } = options.model;
  const available = options.clockPeriodNs - setupNs - netNs;
  let latencyCycles = 1;
  let innerBits = 0;
  let elapsed = clockToOutputNs;
  let longest = elapsed;
  steps.forEach(({ delayNs }, index) => {
    if (elapsed + delayNs > available && elapsed > clockToOutputNs) {
      latencyCycles++;
      innerBits += registersPerLiveBit.byRadix[options.model.adderInputs] * steps[index - 1].liveBits;
      elapsed = clockToOutputNs;
    }
    elapsed += delayNs;
    longest = Math.max(longest, elapsed);
  });
  return {
    latencyCycles,
    outputBits: options.outputBits,
    innerBits,
    criticalPathNs: longest + netNs + setupNs,
  };
}
