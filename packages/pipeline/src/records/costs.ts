import { Type } from '@sinclair/typebox';
import { amount, count, maybe, record, share, text, type RecordOf } from './schema';

export const accuracies = record(
  {
    float: maybe(share('Of the float network.')),
    quantized: maybe(share('Of the quantised network.')),
    pruned: maybe(share('Of the quantised network after pruning.')),
  },
  'Accuracies, 0 to 1, of a variant as it gets smaller; absent where the stage has not run yet.',
);
export type Accuracies = RecordOf<typeof accuracies>;

export const costs = record(
  {
    parameters: count('Non-zero weights and biases.'),
    bops: amount('Bit operations (Baskin et al. 2021).'),
    ebops: maybe(amount('Effective bit operations (Sun et al. 2024).')),
    luts: maybe(count('LUTs, estimated in closed form.')),
    ffs: maybe(count('Flip-flops, estimated in closed form.')),
    latencyCycles: maybe(count('Clock cycles from input to output.')),
    latencyNs: maybe(amount('Cycles times clock period.')),
  },
  'Costs of a quantised network: exact counts and, where a device is known, closed-form estimates.',
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
