import { CodesignError } from '@nx-codesign/ir';
import type { TrainingSettings } from './types';

/** Throws `train.settings`, naming the setting, unless all settings are in range. */
export function checkSettings(settings: TrainingSettings): void {
  const { epochs, batchSize, learningRate, weightDecay = 0, seed, earlyStop } = settings;
  expectPositiveInteger('epochs', epochs);
  expectPositiveInteger('batchSize', batchSize);
  if (earlyStop !== undefined) expectPositiveInteger('earlyStop.patience', earlyStop.patience);
  if (!(learningRate > 0 && Number.isFinite(learningRate)))
    throw outOfRange('learningRate', 'positive', learningRate);
  if (!(weightDecay >= 0 && Number.isFinite(weightDecay)))
    throw outOfRange('weightDecay', 'at least 0', weightDecay);
  if (!Number.isSafeInteger(seed)) throw outOfRange('seed', 'an integer', seed);
}

function expectPositiveInteger(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 1) throw outOfRange(name, 'a positive integer', value);
}

function outOfRange(name: string, expected: string, value: number): CodesignError {
  return new CodesignError('train.settings', `Training setting '${name}' must be ${expected}, got ${value}.`);
}
