import {
  initialWeights,
  train,
  trainWithDigits,
  type DigitLimits,
  type Masks,
  type TrainingSettings,
  type TrainResult,
  type TrainState,
} from '@nx-codesign/train';
import type { Network, Weights } from '@nx-codesign/ir';
import { foldOf } from './folds';
import { splitOf, type Job } from './job';

export interface TrainingRequest {
  readonly network: Network;
  /** Where training starts; initial weights of the settings' seed if absent. */
  readonly weights?: Weights;
  readonly settings: TrainingSettings;
  /** Weights that stay 0, see `TrainOptions`. */
  readonly masks?: Masks;
  /** Most signed digits of kernel weights, see `trainWithDigits`; such a training does not pause. */
  readonly digitLimits?: DigitLimits;
  /** Fold of a cross-validation, see `foldOf`; 0, the study's own split, if absent. */
  readonly fold?: number;
}

/** A request to train up to an epoch, and where to go on from. */
export interface TrainNetworkInput extends TrainingRequest {
  readonly until?: number;
  readonly resume?: TrainState;
}

/** Trains one network on the training split; the result's metric is of the validation split, or both of a fold. */
export const trainNetwork: Job<TrainNetworkInput, TrainResult> = (request, { splits, engine }) => {
  const { network, settings, masks, digitLimits, fold = 0, until, resume } = request;
  const options = {
    network,
    weights: request.weights ?? initialWeights(network, settings.seed),
    settings,
    ...(masks && { masks }),
    ...foldOf({ train: splitOf(splits, 'train'), validation: splitOf(splits, 'validation') }, fold),
  };
  if (digitLimits) return trainWithDigits(engine(), { ...options, digitLimits });
  return train(engine(), {
    ...options,
    ...(until !== undefined && { until }),
    ...(resume && { resume }),
  });
};
