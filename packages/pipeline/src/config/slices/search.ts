import { Type, type Static } from '@sinclair/typebox';
import { families } from '../../families';
import { precisionKeys } from '../../spaces/precisionGenes';
import { deviceKeys, estimatedReuse } from './device';
import { byKind } from './byKind';
import { trainingKeys } from './training';

const costNames = ['bops', 'ebops', 'parameters', 'luts', 'ffs', 'latencyCycles', 'latencyNs'] as const;

/** The metrics of the two tasks, on the validation samples: accuracy is maximised, mean distance minimised. */
const metricNames = ['accuracy', 'distance'] as const;

/** What a trial is measured by: the metric of the study's task, and costs, which are minimised. */
export const measures = [...metricNames, ...costNames] as const;
export type Measure = (typeof measures)[number];

/** Whether a measure is the metric of a task, not a cost. */
export function isMetric(measure: Measure): measure is (typeof metricNames)[number] {
  return (metricNames as readonly Measure[]).includes(measure);
}

/** The samplers of the search. */
export const algorithms = ['nsga2', 'tpe', 'random', 'grid'] as const;

/** How a candidate is picked from the front. */
export const policies = ['accuracy', 'balanced', 'latency'] as const;
export type Policy = (typeof policies)[number];

const literals = <T extends readonly string[]>(names: T, description: string) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...names], description });

const upperLimit = (description: string) =>
  Type.Optional(
    Type.Object(
      { max: Type.Number({ exclusiveMinimum: 0, description: 'Largest value allowed.' }) },
      { additionalProperties: false, description },
    ),
  );

const space = byKind(
  [families.mlp.config, families.deepSets.config, families.convNet.config],
  'The networks to choose from, by family; mlp if silent.',
  { default: {} },
);

const fidelity = Type.Optional(
  Type.Object(
    {
      epochs: Type.Array(Type.Integer({ minimum: 1, maximum: 10000 }), {
        minItems: 2,
        description:
          'Epochs after which each rung ends, ascending; the last replaces search.training.epochs.',
      }),
      reduction: Type.Number({
        minimum: 1.1,
        maximum: 100,
        default: 3,
        description: 'Of so many candidates one goes on to the next rung.',
      }),
    },
    {
      additionalProperties: false,
      description: 'Successive halving of each generation; every candidate is trained whole if absent.',
    },
  ),
);

/** The global search: which networks, measured how, for how long. */
export const searchSlice = Type.Object(
  {
    space,
    objectives: Type.Array(literals(measures, 'What to optimise.'), {
      minItems: 1,
      uniqueItems: true,
      default: ['accuracy', 'ebops'],
      description:
        'What the search optimises: accuracy (maximised; of a regression distance, minimised) and costs (minimised).',
    }),
    constraints: Type.Object(
      {
        accuracy: Type.Optional(
          Type.Object(
            { min: Type.Number({ minimum: 0, maximum: 1, description: 'Smallest value allowed.' }) },
            {
              additionalProperties: false,
              description: 'Limit on the validation accuracy of a classification, 0 to 1.',
            },
          ),
        ),
        distance: upperLimit('Limit on the validation mean distance of a regression.'),
        bops: upperLimit('Limit on bit operations.'),
        ebops: upperLimit('Limit on effective bit operations.'),
        parameters: upperLimit('Limit on non-zero parameters.'),
        luts: upperLimit('Limit on estimated LUTs.'),
        ffs: upperLimit('Limit on estimated flip-flops.'),
        latencyCycles: upperLimit('Limit on clock cycles from input to output.'),
        latencyNs: upperLimit('Limit on estimated latency in nanoseconds.'),
      },
      { additionalProperties: false, default: {}, description: 'What a candidate must keep to be chosen.' },
    ),
    algorithm: Type.Object(
      {
        kind: Type.Unsafe<(typeof algorithms)[number]>({
          type: 'string',
          enum: [...algorithms],
          default: 'nsga2',
          description:
            'Search algorithm: nsga2 (Deb et al. 2002), tpe (Bergstra et al. 2011), random, or grid (every combination in order).',
        }),
        population: Type.Integer({
          minimum: 2,
          maximum: 10000,
          default: 16,
          description: 'Candidates per generation, of each island.',
        }),
        trials: Type.Integer({
          minimum: 1,
          maximum: 1000000,
          default: 64,
          description:
            'Candidates in all; with islands or rounds each island of each round tries an equal share, so it must be a multiple of islands x rounds.',
        }),
        islands: Type.Integer({
          minimum: 1,
          maximum: 64,
          default: 1,
          description:
            'Searches side by side, each with a seed of its own and its own Nx target search--r<round>-i<island>.',
        }),
        rounds: Type.Integer({
          minimum: 1,
          maximum: 100,
          default: 1,
          description:
            'How often the islands start: each round goes on from the merged results of the rounds before.',
        }),
        epochs: Type.Optional(
          Type.Integer({
            minimum: 1,
            description:
              'Passes over the training samples in all: the search ends after the generation that reaches them; with islands each shard its share.',
          }),
        ),
        minutes: Type.Optional(
          Type.Number({
            exclusiveMinimum: 0,
            description:
              'Wall time: the search ends after the generation that reaches it; with islands each shard its share. Such a result is not reproducible.',
          }),
        ),
      },
      { additionalProperties: false, default: {}, description: 'The search algorithm and its budget.' },
    ),
    training: Type.Object(trainingKeys({ epochs: 3, batchSize: 256, learningRate: 0.004 }), {
      additionalProperties: false,
      default: {},
      description: 'How each candidate is trained.',
    }),
    fidelity,
    inheritance: Type.Boolean({
      default: false,
      description:
        'Whether a training starts from the weights of its parent (NSGA-II), else of the most similar network that was trained before, where the shapes overlap.',
    }),
    folds: Type.Integer({
      minimum: 1,
      maximum: 20,
      default: 1,
      description: 'Folds of a cross-validation; the metric is their mean. 1: the validation split alone.',
    }),
    assume: Type.Object(
      {
        ...precisionKeys,
        ...deviceKeys,
        ...estimatedReuse,
      },
      {
        additionalProperties: false,
        default: {},
        description:
          'What costs are estimated for, before precision and device are fixed by the later stages.',
      },
    ),
    baselines: Type.Array(
      Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
      {
        default: [],
        description:
          'Networks that are tried first, each as its genes, for example { "depth": 1, "width1": 32, "activation": "relu", "norm": "none" }.',
      },
    ),
    variants: Type.Array(literals(policies, 'A policy.'), {
      minItems: 1,
      uniqueItems: true,
      default: [...policies],
      description:
        'Which candidates go on: accuracy (best metric), balanced (knee of the front), latency (fastest within allowedLoss).',
    }),
    allowedLoss: Type.Number({
      minimum: 0,
      maximum: 1,
      default: 0.02,
      description:
        'What the policy latency may lose against the best candidate: validation accuracy (0.02 is two points), or a share of the mean distance (0.02 is 2 %).',
    }),
  },
  { additionalProperties: false, default: {}, description: 'The global search over architectures.' },
);
export type SearchSlice = Static<typeof searchSlice>;
