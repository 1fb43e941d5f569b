import { Type } from '@sinclair/typebox';
import { amount, count, maybe, oneOf, record, share, text, type RecordOf } from './schema';

export const interval = record(
  { low: amount('Lower end.'), high: amount('Upper end.') },
  'Of the metric, by bootstrap over the test samples.',
);
export type Interval = RecordOf<typeof interval>;

const classFigures = record({
  name: text('Of the class.'),
  samples: count('Of the class.'),
  recall: maybe(share('Share of the samples of the class that are called so; absent if there are none.')),
  precision: maybe(share('Share of those called so that are of the class; absent if none is.')),
  rocAuc: maybe(
    share(
      'Area under the ROC curve of the class against all others, by the softmax; absent without one of them.',
    ),
  ),
  rejection: maybe(
    amount(
      'Samples of other classes for one of them that passes where evaluation.signalEfficiency of the class pass; absent if none passes.',
    ),
  ),
});
export type ClassFigures = RecordOf<typeof classFigures>;

export const perturbationKinds = ['noise', 'gainDrift', 'deadInputs'] as const;

const perturbed = record({
  kind: oneOf(perturbationKinds, 'What was done to the inputs.'),
  level: amount('How much, see codesign.json.'),
  metric: amount('On the perturbed test samples.'),
});
export type Perturbed = RecordOf<typeof perturbed>;

/** One network on the test samples. */
export const networkEvaluation = record({
  metric: amount('Accuracy, or mean distance.'),
  interval: maybe(interval),
  classes: maybe(Type.Array(classFigures, { description: 'Of a classification.' })),
  errors: maybe(
    record(
      {
        rmse: amount('Root mean square of the errors of all outputs.'),
        distance95: amount('Distance that 95 % of the samples do not exceed.'),
      },
      'Of a regression, in the unit of the targets.',
    ),
  ),
  perturbed: Type.Array(perturbed),
});
export type NetworkEvaluation = RecordOf<typeof networkEvaluation>;

/** A variant on the test samples, before and after compression: `evaluation.json`. */
export const variantEvaluation = record({
  float: networkEvaluation,
  quantized: networkEvaluation,
  pruned: networkEvaluation,
});
export type VariantEvaluation = RecordOf<typeof variantEvaluation>;
