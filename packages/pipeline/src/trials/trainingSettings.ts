import type { TrainingSettings } from '@nx-codesign/train';
import { trainingDetails, type TrainingSlice } from '../config/slices/training';
import type { Task } from '../config/task';

/** The training part of a stage's slice; what has a default may be left out. */
export type ConfiguredTraining = Pick<TrainingSlice, 'epochs' | 'batchSize' | 'learningRate'> &
  Partial<TrainingSlice>;

type Name = keyof TrainingSlice & keyof TrainingSettings;

const copied: readonly Name[] = [
  'epochs',
  'batchSize',
  'learningRate',
  ...(Object.keys(trainingDetails) as Name[]).filter((name) => name !== 'loss'),
];

/** The settings that a slice names, and the loss of the task; other keys of the slice are left out. */
export function trainingSettings(
  slice: ConfiguredTraining,
  { task, keep, seed }: Pick<TrainingSettings, 'keep' | 'seed'> & { readonly task: Task },
): TrainingSettings {
  const named = copied.filter((name) => slice[name] !== undefined).map((name) => [name, slice[name]]);
  const loss = task === 'classification' ? 'softmaxCrossEntropy' : (slice.loss ?? 'mse');
  return {
    schedule: 'cosine',
    ...(Object.fromEntries(named) as unknown as ConfiguredTraining),
    loss,
    keep,
    seed,
  };
}
