import { evaluate, snapWeights } from '@nx-codesign/train';
import type { Costs } from '../records/costs';
import { estimateCosts, type Device } from './estimate';
import { splitOf, type Job } from './job';
import { quantized, type QuantizeModelInput } from './quantizeModel';

export interface RoundModelInput extends QuantizeModelInput {
  readonly device: Device;
}

export interface RoundModelOutput {
  /** On the validation split, see `taskMetrics`. */
  readonly metric: number;
  readonly costs: Costs;
}

/** Metric and costs of a trained float network, rounded to a precision without retraining. */
export const roundModel: Job<RoundModelInput, RoundModelOutput> = (input, context) => {
  const { network, weights } = quantized(input, context);
  const rounded = { network, weights: snapWeights(network, weights) };
  const arrays = splitOf(context.splits, 'validation');
  return {
    metric: evaluate(context.engine(), { ...rounded, arrays }).metric,
    costs: estimateCosts(rounded, input.device),
  };
};
