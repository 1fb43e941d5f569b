import { Type, type Static } from '@sinclair/typebox';
import { maxLoss, trainingKeys } from './training';

const width = { type: 'integer', minimum: 2, maximum: 16 } as const;

/** Widths by layer name, `default` for the layers that are not named. */
export type BitsByLayer = Readonly<Record<string, number>>;
/** A list of widths to sweep, or one width for each layer. */
export type ConfiguredBits = readonly number[] | BitsByLayer;

const bits = (standard: number[], description: string) =>
  Type.Unsafe<ConfiguredBits>({
    default: standard,
    description: `${description} An object gives each layer its own by name, "default" the others: one precision.`,
    if: { type: 'array' },
    then: { type: 'array', minItems: 1, uniqueItems: true, items: width },
    else: { type: 'object', minProperties: 1, additionalProperties: width },
  });

/** Widths that are learned. */
const learned = Type.Object(
  {
    strengths: Type.Array(Type.Number({ exclusiveMinimum: 0 }), {
      default: [],
      description:
        'Penalties: what all effective bit operations of the start, at startBits, together add to the loss; 0.1 to 3 are useful. Each makes one candidate and starts where the next weaker one ended. Empty: no widths are learned.',
    }),
    startBits: Type.Integer({
      minimum: 2,
      maximum: 12,
      default: 8,
      description: 'Width of weights and activations that the learned ones start from.',
    }),
    widthRate: Type.Number({
      exclusiveMinimum: 0,
      maximum: 1,
      default: 0.03,
      description: 'Step size of the fraction bits at the start, in bits; it follows the schedule.',
    }),
    epochs: Type.Integer({
      minimum: 1,
      maximum: 10000,
      default: 80,
      description: 'Passes over the training samples at each strength.',
    }),
    batchSize: Type.Integer({
      minimum: 1,
      maximum: 65536,
      default: 256,
      description: 'Samples per step of the optimiser.',
    }),
    learningRate: Type.Number({
      exclusiveMinimum: 0,
      maximum: 1,
      default: 0.004,
      description: 'Step size of the optimiser, at its largest.',
    }),
  },
  { additionalProperties: false, default: {}, description: 'Widths learned by weight and by channel.' },
);

/** Quantisation-aware training. */
export const qatSlice = Type.Object(
  {
    weightBits: bits([8, 6, 4], 'Widths of weights to try.'),
    activationBits: bits([8, 6], 'Widths of activations to try, each with each weight width.'),
    searchedBits: Type.Boolean({
      default: true,
      description:
        'Whether the widths that the search found for a variant are tried too, where search.assume has lists of widths.',
    }),
    start: Type.Unsafe<'wider' | 'float'>({
      type: 'string',
      enum: ['wider', 'float'],
      default: 'wider',
      description:
        'Where the training of a precision starts: wider, from the weights of the next wider one; float, from the float network.',
    }),
    ranges: Type.Unsafe<'tensor' | 'channel'>({
      type: 'string',
      enum: ['tensor', 'channel'],
      default: 'tensor',
      description:
        'Range of the activations of a layer, at the same width: tensor, one for all; channel, each channel its own.',
    }),
    weightRanges: Type.Unsafe<'tensor' | 'channel'>({
      type: 'string',
      enum: ['tensor', 'channel'],
      default: 'tensor',
      description:
        'Scale of the weights of a layer, at the same width: tensor, one for all; channel, each output its own, which loses least at few bits but leaves more bits set (EBOPs).',
    }),
    calibration: Type.Unsafe<'sample' | 'learned'>({
      type: 'string',
      enum: ['sample', 'learned'],
      default: 'sample',
      description:
        'Where the ranges of given widths come from: sample, the least squared error on training samples; learned, trained from there beside the weights.',
    }),
    learned,
    maxLoss: maxLoss(0.01, 'the float network'),
    choice: Type.Unsafe<'allowedLoss' | 'policy'>({
      type: 'string',
      enum: ['allowedLoss', 'policy'],
      default: 'allowedLoss',
      description:
        "allowedLoss chooses the cheapest precision within maxLoss; policy by the variant's own policy: accuracy the best metric, balanced the knee of the precisions within maxLoss, latency the cheapest of them.",
    }),
    ...trainingKeys({ epochs: 20, batchSize: 128, learningRate: 0.001 }),
  },
  {
    additionalProperties: false,
    default: {},
    description: 'Quantisation-aware training: precisions to try.',
  },
);
export type QatSlice = Static<typeof qatSlice>;
