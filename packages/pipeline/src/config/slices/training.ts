import { Type, type Static, type TObject } from '@sinclair/typebox';

const literals = <const T extends readonly string[]>(
  names: T,
  options: { default?: T[number]; description: string },
) => Type.Unsafe<T[number]>({ type: 'string', enum: [...names], ...options });

const penalty = (description: string) => Type.Optional(Type.Number({ minimum: 0, maximum: 1, description }));

const above0 = (description: string) => Type.Optional(Type.Number({ exclusiveMinimum: 0, description }));

export const optimizers = ['adam', 'adamw', 'sgd'] as const;
export const schedules = ['constant', 'cosine', 'oneCycle'] as const;
/** The losses of a regression; a classification has one, the cross entropy of the softmax. */
export const regressionLosses = ['mse', 'huber'] as const;

/** What a training may be told beside its length and rate; each stage that trains takes them. */
export const trainingDetails = {
  optimizer: literals(optimizers, {
    default: 'adam',
    description: 'Optimiser: adam, adamw (the same, named for its weight decay), sgd.',
  }),
  schedule: literals(schedules, {
    default: 'cosine',
    description:
      'Course of the learning rate: constant, cosine (falls to 0), oneCycle (rises, then falls to 0).',
  }),
  momentum: Type.Optional(Type.Number({ minimum: 0, exclusiveMaximum: 1, description: 'Momentum of sgd.' })),
  weightDecay: penalty('Decoupled weight decay of the kernels.'),
  l1: penalty('Penalty on the absolute values of the kernels.'),
  l2: penalty('Penalty on the squares of the kernels.'),
  clipNorm: above0('Largest norm of the gradient of all weights together; longer ones are shortened to it.'),
  loss: Type.Optional(
    literals(regressionLosses, { description: 'Loss of a regression: mse or huber; mse if absent.' }),
  ),
  huberDelta: above0('Error from which the loss huber is linear, in units of the targets; 1 if absent.'),
  labelSmoothing: Type.Optional(
    Type.Number({
      minimum: 0,
      exclusiveMaximum: 1,
      description: 'Share of a label that is spread over all classes of a classification.',
    }),
  ),
  classWeights: Type.Optional(
    Type.Array(Type.Number({ exclusiveMinimum: 0 }), {
      minItems: 1,
      description: 'Weight of each class in the loss of a classification, class 0 first.',
    }),
  ),
  earlyStop: Type.Optional(
    Type.Object(
      {
        patience: Type.Integer({
          minimum: 1,
          maximum: 10000,
          description: 'Epochs without a better metric after which the training ends.',
        }),
      },
      { additionalProperties: false, description: 'Ends a training early.' },
    ),
  ),
};

/** The keys that every stage that trains shares, with that stage's defaults. */
export function trainingKeys(defaults: { epochs: number; batchSize: number; learningRate: number }) {
  return {
    epochs: Type.Integer({
      minimum: 1,
      maximum: 10000,
      default: defaults.epochs,
      description: 'Passes over the training samples.',
    }),
    batchSize: Type.Integer({
      minimum: 1,
      maximum: 65536,
      default: defaults.batchSize,
      description: 'Samples per step of the optimiser.',
    }),
    learningRate: Type.Number({
      exclusiveMinimum: 0,
      maximum: 1,
      default: defaults.learningRate,
      description: 'Step size of the optimiser, at its largest.',
    }),
    ...trainingDetails,
  };
}

/** How a stage trains, as codesign.json says it. */
export type TrainingSlice = Static<TObject<ReturnType<typeof trainingKeys>>>;

/** What a stage may lose of the metric for a cheaper network. */
export const maxLoss = (standard: number, comparedWith: string) =>
  Type.Number({
    minimum: 0,
    maximum: 1,
    default: standard,
    description: `What may be lost against ${comparedWith} on the validation samples: accuracy (0.01 is one point), or a share of the mean distance (0.01 is 1 %); the cheapest within it is chosen.`,
  });
