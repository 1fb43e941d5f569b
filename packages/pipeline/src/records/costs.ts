import { Type } from '@sinclair/typebox';
import { amount, count, maybe, record, share, text, type RecordOf } from './schema';

const meaning =
  'accuracy, 0 to 1, of a classification; mean distance, in units of the targets, of a regression';

/** Of a variant that is not quantised yet. */
export const floatMetric = record({ float: amount('Of the float network.') }, `The metric: ${meaning}.`);

/** Of a variant that is not pruned yet. */
export const quantizedMetrics = record(
  { ...floatMetric.properties, quantized: amount('Of the quantised network.') },
  `Metrics: ${meaning}.`,
);

export const metrics = record(
  { ...quantizedMetrics.properties, pruned: amount('Of the quantised network after pruning.') },
  `Metrics of a variant as it gets smaller: ${meaning}.`,
);
export type Metrics = RecordOf<typeof metrics>;

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
    luts: count('LUTs, estimated before synthesis.'),
    ffs: count('Flip-flops, estimated before synthesis.'),
    dsps: maybe(count('DSP blocks of the built design; where multiplications are asked to be in some.')),
    latencyCycles: count('Clock cycles from input to output.'),
    latencyNs: amount('Cycles times the clock period, or times the longest path where that is longer.'),
    outside: maybe(
      Type.Array(Type.String(), {
        description: 'What the cost model was not fitted to, see docs/cost-model.md.',
      }),
    ),
  },
  'Costs of a quantised network on a device: exact counts and closed-form estimates.',
);
export type Costs = RecordOf<typeof costs>;

const widths = (description: string) =>
  maybe(Type.Union([count(description), Type.Record(Type.String(), Type.Integer(), { description })]));

/** Widths of all weights and activations, or by layer; or the penalty that they were learned under. */
export const precision = record({
  name: text('Of its folder: w<bits>a<bits>, or learned-<strength>.'),
  weightBits: widths('Width of weights, sign included; by layer where they differ.'),
  activationBits: widths('Width of activations; by layer where they differ.'),
  strength: maybe(amount('Of learned widths: the penalty, see qat.learned.strengths.')),
});
export type Precision = RecordOf<typeof precision>;

/** Widths and zeros that a search found for a network. */
export const searchedPrecision = record(
  {
    weightBits: Type.Union([
      count('Width of all weights, sign included.'),
      Type.Record(Type.String(), Type.Integer(), { description: 'By layer.' }),
    ]),
    activationBits: count('Width of activations.'),
    sparsity: share('Of the kernel weights, at least, that are 0.'),
  },
  'Where search.assume has lists: what this network is measured with.',
);

/** What every record of failed work has: never a score. */
export const failure = {
  ok: Type.Literal(false),
  stage: text('Where it failed.'),
  error: text('What went wrong.'),
};
export type Failure = RecordOf<ReturnType<typeof Type.Object<typeof failure>>>;
