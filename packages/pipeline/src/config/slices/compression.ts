import { Type } from '@sinclair/typebox';
import { maxLoss, trainingKeys } from './training';

const widths = (standard: number[], description: string) =>
  Type.Array(Type.Integer({ minimum: 2, maximum: 16 }), {
    minItems: 1,
    uniqueItems: true,
    default: standard,
    description,
  });

/** Quantisation-aware training. */
export const qatSlice = Type.Object(
  {
    weightBits: widths([8, 6, 4], 'Widths of weights to try.'),
    activationBits: widths([8, 6], 'Widths of activations to try, each with each weight width.'),
    maxLoss: maxLoss(0.01, 'the float network'),
    ...trainingKeys({ epochs: 4, batchSize: 128, learningRate: 0.001 }),
  },
  {
    additionalProperties: false,
    default: {},
    description: 'Quantisation-aware training: precisions to try.',
  },
);
