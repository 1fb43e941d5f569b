import { Type } from '@sinclair/typebox';
import { channelFormatsOf } from '../channelFormats';
import { defineLayer } from './layer';

/**
 * Product of two or more layers of one shape, element by element, in the order in which they are read: gates, weights
 * that the network computes, and squares (a layer that is read twice).
 */
export const multiply = defineLayer({
  kind: 'multiply',
  role: 'product',
  inputs: '2 or more',
  config: Type.Object(
    {
      output: Type.Optional(
        channelFormatsOf('Format that the products are rounded to; they stay exact if silent.'),
      ),
    },
    { additionalProperties: false },
  ),
  weights() {
    return {};
  },
  apply(k, factors, _weights, { output }) {
    return k.quantize(
      factors.reduce((product, factor) => k.multiply(product, factor)),
      output,
    );
  },
});
