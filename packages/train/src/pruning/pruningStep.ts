import { costsOf } from '@nx-codesign/ir';
import { checkAccumulators } from '../quantization/checkAccumulators';
import { isWithinLoss, lostBy, type LossLimit } from '../training/lossLimit';
import { channelGroups } from './channelGroups';
import type { Candidate } from './candidate';
import { kernelsOf } from './masks';
import type { MethodKind } from './methods/method';

/** One point of the path; step 0 is the network as it came. */
export interface PruningStep extends Candidate {
  readonly step: number;
  /** The method that made it; absent at step 0. */
  readonly method?: MethodKind;
  /** Units left, by layer whose units may go. */
  readonly units: Readonly<Record<string, number>>;
  /** Share of the kernel weights that are 0. */
  readonly zeroShare: number;
  /** Validation metric of these weights. */
  readonly metric: number;
  /** What was lost against step 0, in the terms of `maxLoss`; negative for a gain. */
  readonly loss: number;
  /** `isWithinLoss`. */
  readonly withinLoss: boolean;
  /** Non-zero weights and biases. */
  readonly parameters: number;
  readonly bops: number;
  /** Effective bit operations of a quantised network. */
  readonly ebops?: number;
  /** As `estimateLuts` of the options says. */
  readonly luts?: number;
}

/** Measures a candidate with rounded weights. Throws CodesignError `quantization.accumulator`. */
export function pruningStep(
  candidate: Candidate,
  { step, method, metric }: Pick<PruningStep, 'step' | 'method' | 'metric'>,
  { estimateLuts, ...limit }: LossLimit & { estimateLuts?(candidate: Candidate): number },
): PruningStep {
  const { network, weights } = candidate;
  const { parameters, bops, ebops } = costsOf(network, weights);
  if (ebops !== undefined) checkAccumulators(network, weights);
  return {
    ...candidate,
    step,
    ...(method && { method }),
    units: Object.fromEntries(channelGroups(network).map(({ name, units }) => [name, units])),
    zeroShare: zeroShareOf(candidate),
    metric,
    loss: lostBy(metric, limit),
    withinLoss: isWithinLoss(metric, limit),
    parameters,
    bops,
    ...(ebops !== undefined && { ebops }),
    ...(estimateLuts && { luts: estimateLuts(candidate) }),
  };
}

/** Cost that steps are compared by: estimated LUTs; EBOPs where there are none; parameters of a float network. */
export function costOf({ luts, ebops, parameters }: PruningStep): number {
  return luts ?? ebops ?? parameters;
}

/** The step with the least cost among those within the loss. */
export function cheapestStep(path: readonly PruningStep[]): PruningStep {
  return path.filter(({ withinLoss }) => withinLoss).reduce((a, b) => (costOf(b) < costOf(a) ? b : a));
}

function zeroShareOf({ weights }: Candidate): number {
  const data = kernelsOf(weights).map((tensor) => weights[tensor].data);
  const zeros = data.reduce(
    (sum, values) => values.reduce((count, v) => (v === 0 ? count + 1 : count), sum),
    0,
  );
  return zeros / data.reduce((sum, { length }) => sum + length, 0);
}
