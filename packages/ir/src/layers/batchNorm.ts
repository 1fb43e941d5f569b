import { Type } from '@sinclair/typebox';
import { defineLayer } from './layer';

const defaultMomentum = 0.99;
const defaultEpsilon = 1e-3;

/**
 * Batch normalisation over the last axis, `x: [..., n]`, statistics over batch and positions. In training only: folded
 * into the linear layer before it ahead of quantisation.
 */
export const batchNorm = defineLayer({
  kind: 'batchNorm',
  role: 'normalization',
  inputs: 1,
  config: Type.Object(
    {
      momentum: Type.Optional(
        Type.Number({
          minimum: 0,
          exclusiveMaximum: 1,
          description: `Share of the running statistics kept at each step; ${defaultMomentum} if silent.`,
        }),
      ),
      epsilon: Type.Optional(
        Type.Number({
          exclusiveMinimum: 0,
          description: `Added to the variance; ${defaultEpsilon} if silent.`,
        }),
      ),
    },
    { additionalProperties: false },
  ),
  weights(_config, inputShape) {
    const n = inputShape.at(-1)!;
    return { gamma: [n], beta: [n], mean: [n], variance: [n] };
  },
  apply(k, [x], weights, { momentum = defaultMomentum, epsilon = defaultEpsilon }) {
    return k.normalize(x, weights, { momentum, epsilon });
  },
});
