import { Type } from '@sinclair/typebox';
import { defineLayer } from './layer';

/** Dropout (Srivastava et al. 2014, JMLR 15), inverted: in training only, the identity elsewhere. */
export const dropout = defineLayer({
  kind: 'dropout',
  role: 'dropout',
  inputs: 1,
  config: Type.Object(
    {
      rate: Type.Number({
        minimum: 0,
        exclusiveMaximum: 1,
        description: 'Share of the values that a step of training sets to 0.',
      }),
    },
    { additionalProperties: false },
  ),
  weights() {
    return {};
  },
  apply(k, [x], _weights, { rate }) {
    return k.dropout(x, rate);
  },
});
