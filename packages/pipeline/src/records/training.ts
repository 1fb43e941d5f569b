import { Type } from '@sinclair/typebox';
import { amount, count, maybe, record, type RecordOf } from './schema';

/** What the journal keeps of a training run beside its weights. */
export const trainedRecord = record({
  metric: amount('Of the kept weights on the validation split.'),
  epochs: Type.Array(
    record({
      epoch: count('From 1.'),
      trainLoss: amount('Mean over the training samples.'),
      validationLoss: amount('Mean over the validation samples.'),
      validationMetric: amount('Metric of the task on the validation split.'),
    }),
  ),
  paused: maybe(
    record(
      {
        steps: count('Of the optimiser so far.'),
        best: amount('Best metric so far.'),
        epochsSinceBest: count('Epochs since then.'),
      },
      'Of a training that paused and can go on: the optimiser is among the weights.',
    ),
  ),
});
export type TrainedRecord = RecordOf<typeof trainedRecord>;

/** What the journal keeps of a run whose loss stopped being finite; it has no weights. */
export const divergedRecord = record({
  diverged: record({ epoch: count('From 1.'), step: count('Of the epoch.') }),
});

export const trainingRecord = Type.Union([trainedRecord, divergedRecord]);
export type TrainingRecord = RecordOf<typeof trainingRecord>;
