import { Type, type Static } from '@sinclair/typebox';
import { deviceKeys, estimatedReuse } from './device';
import { maxLoss, trainingKeys } from './training';

/** How a step prunes. */
export const pruningMethods = ['structured', 'unstructured', 'hardware'] as const;
export type PruningMethodName = (typeof pruningMethods)[number];

/** One method or none, or some in their order. */
export type ConfiguredMethod = PruningMethodName | 'none' | PruningMethodName[];

const named = (names: readonly string[]) => ({ type: 'string', enum: [...names] });

/** Pruning. */
export const pruneSlice = Type.Object(
  {
    method: Type.Unsafe<ConfiguredMethod>({
      anyOf: [
        named([...pruningMethods, 'none']),
        { type: 'array', items: named(pruningMethods), minItems: 1, uniqueItems: true },
      ],
      default: 'structured',
      description:
        'structured removes whole units, channels and features; unstructured sets the smallest weights to 0; hardware takes signed digits away from the weights, which saves adders; none keeps the network. A list runs several, one after the other.',
    }),
    maxLoss: maxLoss(0.01, 'the quantised network'),
    choice: Type.Unsafe<'allowedLoss' | 'policy'>({
      type: 'string',
      enum: ['allowedLoss', 'policy'],
      default: 'allowedLoss',
      description:
        "allowedLoss chooses the cheapest step within maxLoss; policy by the variant's own policy: accuracy the cheapest step that loses nothing, balanced the knee of the steps within maxLoss, latency the cheapest of them.",
    }),
    share: Type.Number({
      exclusiveMinimum: 0,
      maximum: 0.9,
      default: 0.15,
      description:
        'Share that a step removes of what is left: of the hidden units, of the weights that are not 0, or of the signed digits of the weights.',
    }),
    steps: Type.Integer({
      minimum: 1,
      maximum: 100,
      default: 6,
      description: 'Most pruning steps of each method.',
    }),
    rewind: Type.Unsafe<'start' | 'none'>({
      type: 'string',
      enum: ['start', 'none'],
      default: 'start',
      description:
        'unstructured only. start: each step trains from the weights that the method began with (lottery ticket); none: from those of the step before.',
    }),
    ...deviceKeys,
    ...estimatedReuse,
    ...trainingKeys({ epochs: 2, batchSize: 128, learningRate: 0.001 }),
  },
  { additionalProperties: false, default: {}, description: 'Pruning of the quantised networks.' },
);
export type PruneSlice = Static<typeof pruneSlice>;
