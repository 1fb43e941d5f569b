import { foldBatchNorm, quantizeNetwork } from '@nx-codesign/train';
import type { Model } from '../artefacts/networkFiles';
import type { Precision } from '../records/costs';
import { splitOf, type Job, type JobContext } from './job';

/** Training samples that ranges of activations are measured on. */
const calibrationSamples = 2048;

export interface QuantizeModelInput extends Model, Precision {}

/**
 * Gives a trained float network the formats of a precision: batch norm folded, weights not yet rounded, so that
 * training can start from them.
 */
export const quantizeModel: Job<QuantizeModelInput, Model> = (input, context) => quantized(input, context);

/** The job's work, for jobs that go on with the network. */
export function quantized(
  { network, weights, weightBits, activationBits }: QuantizeModelInput,
  { splits, engine }: JobContext,
): Model {
  const folded = foldBatchNorm(network, weights);
  const { x, count } = splitOf(splits, 'train');
  const calibration = { x, count: Math.min(count, calibrationSamples) };
  return {
    network: quantizeNetwork({ ...folded, calibration, weightBits, activationBits, engine: engine() }),
    weights: folded.weights,
  };
}
