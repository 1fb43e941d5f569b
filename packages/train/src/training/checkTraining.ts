import { CodesignError, elementsOf, trace, weightShapes, type Network } from '@nx-codesign/ir';
import { checkArrays } from './checkArrays';
import { checkClassWeights, checkSettings } from './checkSettings';
import type { Arrays, TrainingSettings } from './types';

/** What every training starts from. */
export interface CheckedTraining {
  readonly network: Network;
  readonly settings: TrainingSettings;
  readonly train: Arrays;
  readonly validation: Arrays;
}

/**
 * Throws `train.settings` and `train.arrays` unless settings, network and examples go together, and `train.weightless`
 * for a network that has nothing to train.
 */
export function checkTraining({ network, settings, train, validation }: CheckedTraining): void {
  checkSettings(settings);
  checkWeightsToTrain(network);
  const { operations, output } = trace(network);
  checkClassWeights(settings, elementsOf(operations[output].shape));
  checkArrays(network, train, settings.loss);
  checkArrays(network, validation, settings.loss);
}

function checkWeightsToTrain(network: Network): void {
  if (Object.keys(weightShapes(network)).length > 0) return;
  throw new CodesignError(
    'train.weightless',
    `Network '${network.name}' has no layer with weights: nothing to train. Add a dense layer or a convolution.`,
  );
}
