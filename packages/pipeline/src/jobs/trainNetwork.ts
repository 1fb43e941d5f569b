import { initialWeights, train, type EpochRecord, type TrainingSettings } from '@nx-codesign/train';
import type { Network, Weights } from '@nx-codesign/ir';
import { threadEngine } from './engine';
import { splitOf, type Job } from './job';

export interface TrainNetworkInput {
  readonly network: Network;
  /** Where training starts; initial weights of the settings' seed if absent. */
  readonly weights?: Weights;
  readonly settings: TrainingSettings;
}

export interface TrainNetworkOutput {
  readonly weights: Weights;
  readonly epochs: readonly EpochRecord[];
  /** On the validation split, 0 to 1. */
  readonly accuracy: number;
  readonly diverged?: { readonly epoch: number; readonly step: number };
}

/** Trains one network on the training split and evaluates it on the validation split. */
export const trainNetwork: Job<TrainNetworkInput, TrainNetworkOutput> = (input, setup) => {
  const { network, settings } = input;
  const { metric, ...result } = train(threadEngine(), {
    network,
    weights: input.weights ?? initialWeights(network, settings.seed),
    settings,
    train: splitOf(setup, 'train'),
    validation: splitOf(setup, 'validation'),
  });
  return { ...result, accuracy: metric };
};
