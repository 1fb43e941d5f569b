import {
  initialWeights,
  train,
  type Masks,
  type TrainingSettings,
  type TrainResult,
  type TrainState,
} from '@nx-codesign/train';
import type { Network, Weights } from '@nx-codesign/ir';
import { splitOf, type Job } from './job';

export interface TrainingRequest {
  readonly network: Network;
  /** Where training starts; initial weights of the settings' seed if absent. */
  readonly weights?: Weights;
  readonly settings: TrainingSettings;
  /** Weights that stay 0, see `TrainOptions`. */
  readonly masks?: Masks;
}

/** A request to train up to an epoch, and where to go on from. */
export interface TrainNetworkInput extends TrainingRequest {
  readonly until?: number;
  readonly resume?: TrainState;
}

/** Trains one network on the training split; the result's metric is of the validation split. */
export const trainNetwork: Job<TrainNetworkInput, TrainResult> = (request, { splits, engine }) => {
  const { network, settings, masks, until, resume } = request;
  return train(engine(), {
    network,
    weights: request.weights ?? initialWeights(network, settings.seed),
    settings,
    ...(masks && { masks }),
    ...(until !== undefined && { until }),
    ...(resume && { resume }),
    train: splitOf(splits, 'train'),
    validation: splitOf(splits, 'validation'),
  });
};
