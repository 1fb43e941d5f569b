import { Type } from '@sinclair/typebox';
import { channelFormatsOf } from '../channelFormats';
import { defineLayer } from './layer';

/** Residual addition: the sum of two layers of one shape, element by element. */
export const add = defineLayer({
  kind: 'add',
  role: 'residual',
  inputs: 2,
  config: Type.Object(
    {
      output: Type.Optional(
        channelFormatsOf('Format that the sums are rounded to; they stay exact if silent.'),
      ),
    },
    { additionalProperties: false },
  ),
  weights() {
    return {};
  },
  apply(k, [a, b], _weights, { output }) {
    return k.quantize(k.add(a, b), output);
  },
});
