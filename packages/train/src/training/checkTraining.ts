import { elementsOf, trace, type Network } from '@nx-codesign/ir';
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

/** Throws `train.settings` and `train.arrays` unless settings, network and examples go together. */
export function checkTraining({ network, settings, train, validation }: CheckedTraining): void {
  checkSettings(settings);
  const { operations, output } = trace(network);
  checkClassWeights(settings, elementsOf(operations[output].shape));
  checkArrays(network, train, settings.loss);
  checkArrays(network, validation, settings.loss);
}
