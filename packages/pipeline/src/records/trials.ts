import { Type } from '@sinclair/typebox';
import { pruningMethods } from '../config/slices/prune';
import { regressionLosses, schedules } from '../config/slices/training';
import { costs, counts, failure, precision, searchedPrecision } from './costs';
import { amount, count, maybe, oneOf, record, share, text, type RecordOf } from './schema';

export const genotype = Type.Record(
  Type.String(),
  Type.Union([Type.String(), Type.Number(), Type.Boolean()]),
  {
    description: 'Values of the active parameters of the search space.',
  },
);

const searchIdentity = {
  trial: count('From 1, in the order of proposal.'),
  network: text("Hash of the network's structure, shortened."),
  genotype,
  round: maybe(count('Of a search by islands, from 0.')),
  island: maybe(count('Of a search by islands, from 0.')),
};

/** One network that the search tried. */
export const searchTrial = Type.Union([
  record({
    ...searchIdentity,
    ok: Type.Literal(true),
    metric: amount(
      'On the validation split: accuracy, or mean distance; with search.folds the mean over the folds. Of the float network, or, where widths or sparsity are searched, of the network trained with them.',
    ),
    foldMetrics: maybe(
      Type.Array(Type.Number(), {
        description: 'With search.folds: of each fold; the first is the validation split.',
      }),
    ),
    floatMetric: maybe(
      amount('Where widths or sparsity are searched: of the float network, on the validation split.'),
    ),
    precision: maybe(searchedPrecision),
    roundedMetric: amount(
      'Of the network as the costs count it: rounded after training, not retrained unless widths or sparsity are searched.',
    ),
    costs,
    epochs: count('Passes that were made, all folds together.'),
    rung: maybe(count('With search.fidelity: the last rung that it reached, from 1.')),
    violation: maybe(
      amount('By how much constraints are exceeded, in shares of the limits; absent if none is.'),
    ),
  }),
  record({ ...searchIdentity, ...failure }),
]);
export type SearchTrial = RecordOf<typeof searchTrial>;

export const tunedSettings = record({
  learningRate: amount('Step size of the optimiser, at its largest.'),
  weightDecay: amount('Decoupled weight decay.'),
  batchSize: count('Samples per step.'),
  epochs: count('Passes over the training samples.'),
  schedule: oneOf(schedules, 'Course of the learning rate.'),
  labelSmoothing: maybe(share('Of a classification.')),
  loss: maybe(oneOf(regressionLosses, 'Of a regression.')),
  huberDelta: maybe(amount('Of the loss huber.')),
});
export type TunedSettings = RecordOf<typeof tunedSettings>;

const localIdentity = {
  trial: count('From 1, in the order of proposal.'),
  settings: tunedSettings,
  moves: Type.Array(Type.String(), {
    description: 'What was changed of the architecture, for example width1+: the next larger width.',
  }),
};

/** One training run of the local search. */
export const localTrial = Type.Union([
  record({
    ...localIdentity,
    ok: Type.Literal(true),
    metric: amount('On the validation split, of the best epoch.'),
    bestEpoch: maybe(count('The epoch whose weights are kept.')),
    trainedEpochs: count('Passes that were made, of settings.epochs.'),
    rung: count('The last rung of successive halving that it reached, from 1.'),
    costs: maybe(costs),
    excess: maybe(
      amount(
        'Of a moved network at the last rung: by how much it exceeds what it may cost, in shares of that; absent if it does not.',
      ),
    ),
  }),
  record({ ...localIdentity, ...failure }),
]);
export type LocalTrial = RecordOf<typeof localTrial>;

/** One precision that `qat` tried. */
export const precisionTrial = Type.Union([
  record({
    ...precision.properties,
    ok: Type.Literal(true),
    metric: amount('On the validation split, after retraining.'),
    costs: counts,
  }),
  record({ ...precision.properties, ...failure }),
]);
export type PrecisionTrial = RecordOf<typeof precisionTrial>;

/** One point of a pruning path. */
export const pruningStep = record({
  step: count('0 is the network before pruning.'),
  method: maybe(oneOf(pruningMethods, 'What was pruned; absent at step 0.')),
  units: Type.Record(Type.String(), Type.Integer(), { description: 'Hidden units left, by layer.' }),
  zeroShare: share('Of the weights that are 0.'),
  metric: amount('On the validation split, after fine-tuning.'),
  costs,
});
export type PruningStep = RecordOf<typeof pruningStep>;
