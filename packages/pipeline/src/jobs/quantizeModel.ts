import type { Network, Weights } from '@nx-codesign/ir';
import { evaluate, foldBatchNorm, quantizeNetwork, snapWeights } from '@nx-codesign/train';
import type { Model } from '../artefacts/networkFiles';
import type { Costs, Precision } from '../records/costs';
import { estimate, type Device } from './estimate';
import { threadEngine } from './engine';
import { splitOf, type Job } from './job';

/** Training samples that ranges of activations are measured on. */
const calibrationSamples = 2048;

export interface QuantizeModelInput extends Model, Precision {
  /** Adds hardware estimates to the costs. */
  readonly device?: Device;
}

export interface QuantizeModelOutput {
  /** Batch norm folded, formats assigned. */
  readonly network: Network;
  /** Folded, not yet rounded: training starts here. */
  readonly weights: Weights;
  /** Accuracy on the validation split after rounding, without retraining. */
  readonly accuracy: number;
  readonly costs: Costs;
}

/** Rounds a trained float network to a precision, without retraining. */
export const quantizeModel: Job<QuantizeModelInput, QuantizeModelOutput> = (input, setup) => {
  const folded = foldBatchNorm(input.network, input.weights);
  const train = splitOf(setup, 'train');
  const network = quantizeNetwork({
    ...folded,
    calibration: { x: train.x, count: Math.min(train.count, calibrationSamples) },
    weightBits: input.weightBits,
    activationBits: input.activationBits,
    engine: threadEngine(),
  });
  const snapped = snapWeights(network, folded.weights);
  const arrays = splitOf(setup, 'validation');
  return {
    network,
    weights: folded.weights,
    accuracy: evaluate(threadEngine(), { network, weights: snapped, arrays }).metric,
    costs: estimate({ network, weights: snapped }, input.device),
  };
};
