import { Type } from '@sinclair/typebox';
import { defineLayer } from './layer';

/** The same elements in another shape, in row-major order, for example [8, 8] to [8, 8, 1] ahead of a convolution. */
export const reshape = defineLayer({
  kind: 'reshape',
  role: 'reshape',
  inputs: 1,
  config: Type.Object(
    {
      shape: Type.Array(Type.Integer({ minimum: -1, not: { const: 0 } }), {
        minItems: 1,
        description: 'The new shape; one dimension may be -1 and takes what is left.',
      }),
    },
    { additionalProperties: false },
  ),
  weights() {
    return {};
  },
  apply(k, [x], _weights, { shape }) {
    return k.reshape(x, shape);
  },
});
