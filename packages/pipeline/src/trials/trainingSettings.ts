import type { TrainingSettings } from '@nx-codesign/train';

type ConfiguredSettings = Pick<TrainingSettings, 'epochs' | 'batchSize' | 'learningRate' | 'weightDecay'>;

/** The settings that a study names, with what all its training has in common. */
export function trainingSettings(
  { epochs, batchSize, learningRate, weightDecay }: ConfiguredSettings,
  { keep, seed }: Pick<TrainingSettings, 'keep' | 'seed'>,
): TrainingSettings {
  return {
    epochs,
    batchSize,
    learningRate,
    ...(weightDecay !== undefined && { weightDecay }),
    schedule: 'cosine',
    loss: 'softmaxCrossEntropy',
    keep,
    seed,
  };
}
