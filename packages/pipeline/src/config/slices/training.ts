import { Type } from '@sinclair/typebox';

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
      description: 'Samples per step of Adam.',
    }),
    learningRate: Type.Number({
      exclusiveMinimum: 0,
      maximum: 1,
      default: defaults.learningRate,
      description: 'Step size of Adam at the start; it falls to 0 along a cosine.',
    }),
  };
}

/** Share of accuracy that a stage may lose for a cheaper network. */
export const maxLoss = (standard: number, comparedWith: string) =>
  Type.Number({
    minimum: 0,
    maximum: 1,
    default: standard,
    description: `Validation accuracy that may be lost against ${comparedWith} (0.01 is one point); the cheapest within it is chosen.`,
  });
