import { Type, type Static } from '@sinclair/typebox';

const levels = (standard: number[], description: string) =>
  Type.Array(Type.Number({ minimum: 0, maximum: 1 }), { uniqueItems: true, default: standard, description });

/** How the final networks are measured on the test samples. */
export const evaluationSlice = Type.Object(
  {
    resamples: Type.Integer({
      minimum: 0,
      maximum: 100000,
      default: 1000,
      description: 'Bootstrap resamples of the test samples for the interval of the metric; 0 for none.',
    }),
    confidence: Type.Number({
      exclusiveMinimum: 0,
      exclusiveMaximum: 1,
      default: 0.95,
      description: 'Share of the resampled metrics that the interval holds.',
    }),
    signalEfficiency: Type.Number({
      exclusiveMinimum: 0,
      maximum: 1,
      default: 0.5,
      description:
        'Share of a class that is kept where its background rejection is stated: how many samples of other classes there are for one that passes.',
    }),
    noise: levels(
      [0.1],
      'Noise added to each input, its standard deviation as a share of that of all inputs of the test samples.',
    ),
    gainDrift: levels(
      [0.1],
      'Drifts of the gain: all inputs times 1 + drift, then 1 - drift; the worse counts.',
    ),
    deadInputs: levels([0.05], 'Shares of the inputs that are always 0; the mean over some draws of them.'),
    draws: Type.Integer({
      minimum: 1,
      maximum: 100,
      default: 3,
      description: 'Draws of noise and of dead inputs that a metric is the mean of.',
    }),
  },
  {
    additionalProperties: false,
    default: {},
    description: 'The last evaluation, on the test samples: interval, classes, perturbed inputs.',
  },
);
export type EvaluationSlice = Static<typeof evaluationSlice>;
