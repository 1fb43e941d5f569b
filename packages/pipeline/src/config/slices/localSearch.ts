import { Type, type Static } from '@sinclair/typebox';

const interval = (of: ReturnType<typeof Type.Number>, standard: [number, number], description: string) =>
  Type.Array(of, { minItems: 2, maxItems: 2, default: standard, description });

/** The local search: training settings of each variant, by TPE. */
export const localSearchSlice = Type.Object(
  {
    trials: Type.Integer({
      minimum: 0,
      maximum: 100000,
      default: 12,
      description: 'Training runs per variant.',
    }),
    batch: Type.Integer({
      minimum: 1,
      maximum: 1024,
      default: 4,
      description:
        'Trials proposed at once per variant; results depend on it, but not on the number of workers.',
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
  },
  {
    additionalProperties: false,
    default: {},
    description: 'The search over training settings, per variant.',
  },
);
export type LocalSearchSlice = Static<typeof localSearchSlice>;
