import { Type } from '@sinclair/typebox';
import { amount, count, record, share, text, type RecordOf } from './schema';

/** Of a variant that is not quantised yet. */
export const floatAccuracy = record({ float: share('Of the float network.') }, 'Accuracy, 0 to 1.');

/** Of a variant that is not pruned yet. */
export const quantizedAccuracies = record(
  { ...floatAccuracy.properties, quantized: share('Of the quantised network.') },
  'Accuracies, 0 to 1.',
);

export const accuracies = record(
  { ...quantizedAccuracies.properties, pruned: share('Of the quantised network after pruning.') },
  'Accuracies, 0 to 1, of a variant as it gets smaller.',
);
export type Accuracies = RecordOf<typeof accuracies>;

export const counts = record(
  {
    parameters: count('Non-zero weights and biases.'),
    bops: amount('Bit operations (Baskin et al. 2021).'),
    ebops: amount('Effective bit operations (Sun et al. 2024).'),
  },
  'Exact counts of a quantised network.',
);
export type Counts = RecordOf<typeof counts>;

export const costs = record(
  {
    ...counts.properties,
    luts: count('LUTs, estimated in closed form.'),
    ffs: count('Flip-flops, estimated in closed form.'),
    latencyCycles: count('Clock cycles from input to output.'),
    latencyNs: amount('Cycles times the clock period, or times the longest path where that is longer.'),
  },
  'Costs of a quantised network on a device: exact counts and closed-form estimates.',
);
export type Costs = RecordOf<typeof costs>;

export const precision = record({
  weightBits: count('Width of weights, sign included.'),
  activationBits: count('Width of activations.'),
});
export type Precision = RecordOf<typeof precision>;

/** What every record of failed work has: never a score. */
export const failure = {
  ok: Type.Literal(false),
  stage: text('Where it failed.'),
  error: text('What went wrong.'),
};
export type Failure = RecordOf<ReturnType<typeof Type.Object<typeof failure>>>;
