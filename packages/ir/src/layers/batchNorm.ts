import { Type } from '@sinclair/typebox';
import { defineLayer } from './layer';

const defaultMomentum = 0.99;
const defaultEpsilon = 1e-3;

/** Batch normalisation, in training only; folded into the dense layer before it ahead of quantisation. */
export const batchNorm = defineLayer({
  kind: 'batchNorm',
  role: 'normalization',
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
  weights(_config, [n]) {
    return { gamma: [n], beta: [n], mean: [n], variance: [n] };
  },
  apply(k, x, weights, { momentum = defaultMomentum, epsilon = defaultEpsilon }) {
    return k.normalize(x, weights, { momentum, epsilon });
  },
});
