import { Type, type Static } from '@sinclair/typebox';
import { regressionLosses, schedules, trainingDetails } from './training';

const interval = (of: ReturnType<typeof Type.Number>, standard: [number, number], description: string) =>
  Type.Array(of, { minItems: 2, maxItems: 2, default: standard, description });

const choices = <T extends string>(names: readonly T[], standard: T[], description: string) =>
  Type.Array(Type.Unsafe<T>({ type: 'string', enum: [...names] }), {
    minItems: 1,
    uniqueItems: true,
    default: standard,
    description,
  });

const { optimizer, momentum, l1, l2, clipNorm, classWeights, earlyStop } = trainingDetails;

/** The local search: training settings and small moves of the architecture of each variant, by TPE. */
export const localSearchSlice = Type.Object(
  {
    trials: Type.Integer({
      minimum: 0,
      maximum: 100000,
      default: 12,
      description: 'Trainings begun per variant.',
    }),
    batch: Type.Integer({
      minimum: 1,
      maximum: 1024,
      default: 6,
      description:
        'Trials proposed at once per variant, which compete; results depend on it, but not on the number of workers.',
    }),
    rungs: Type.Integer({
      minimum: 1,
      maximum: 6,
      default: 2,
      description:
        'Rungs of successive halving: after each but the last only the best trials of a batch train on; 1 trains all to the end.',
    }),
    reduction: Type.Integer({
      minimum: 2,
      maximum: 8,
      default: 2,
      description: 'One of so many trials climbs to the next rung, which is so many times as many epochs.',
    }),
    learningRate: interval(
      Type.Number({ exclusiveMinimum: 0, maximum: 1 }),
      [0.0005, 0.01],
      'Lowest and highest learning rate, searched on a logarithmic scale.',
    ),
    weightDecay: interval(
      Type.Number({ exclusiveMinimum: 0, maximum: 1 }),
      [0.000001, 0.001],
      'Lowest and highest weight decay, searched on a logarithmic scale.',
    ),
    batchSizes: Type.Array(Type.Integer({ minimum: 1, maximum: 65536 }), {
      minItems: 1,
      uniqueItems: true,
      default: [64, 128, 256],
      description: 'Batch sizes to choose from.',
    }),
    epochs: Type.Array(Type.Integer({ minimum: 1, maximum: 10000 }), {
      minItems: 2,
      maxItems: 2,
      default: [4, 12],
      description: 'Fewest and most epochs.',
    }),
    schedules: choices(schedules, ['cosine', 'oneCycle'], 'Courses of the learning rate to choose from.'),
    labelSmoothings: Type.Array(Type.Number({ minimum: 0, exclusiveMaximum: 1 }), {
      minItems: 1,
      uniqueItems: true,
      default: [0, 0.05],
      description: 'Label smoothings of a classification to choose from.',
    }),
    losses: choices(regressionLosses, ['mse', 'huber'], 'Losses of a regression to choose from.'),
    huberDeltas: Type.Array(Type.Number({ exclusiveMinimum: 0 }), {
      minItems: 1,
      uniqueItems: true,
      default: [0.5, 1],
      description: 'Errors from which the loss huber is linear, in units of the targets, to choose from.',
    }),
    moves: Type.Integer({
      minimum: 0,
      maximum: 4,
      default: 1,
      description:
        'Most moves of the architecture per trial: one width or number of layers up or down, within the space of the search. A moved network starts from the weights of the other.',
    }),
    growth: Type.Number({
      minimum: 0,
      maximum: 10,
      default: 0.1,
      description:
        "Share by which a moved network may exceed each cost among search.objectives; it must keep the search's constraints too.",
    }),
    repeats: Type.Integer({
      minimum: 0,
      maximum: 100,
      default: 3,
      description:
        'Trainings of each chosen network from other initial weights, which show how far the metric depends on them; nothing is chosen by them.',
    }),
    optimizer,
    momentum,
    l1,
    l2,
    clipNorm,
    classWeights,
    earlyStop,
  },
  {
    additionalProperties: false,
    default: {},
    description: 'The search over training settings and small moves of the architecture, per variant.',
  },
);
export type LocalSearchSlice = Static<typeof localSearchSlice>;
