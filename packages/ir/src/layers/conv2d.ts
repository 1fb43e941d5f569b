import { Type } from '@sinclair/typebox';
import { convolutionKeys, convolutionWeights, extents } from './convolution';
import { defineLayer } from './layer';
import { applyLinear } from './linear';

/**
 * Convolution over two axes: `x: [height, width, c]`, `y: [rows, columns, filters]`, `kernel: [h w c, filters]`, which
 * is `[h, w, c, filters]` row-major.
 */
export const conv2d = defineLayer({
  kind: 'conv2d',
  role: 'linear',
  inputs: 1,
  unitsKey: 'filters',
  config: Type.Object(
    {
      size: extents('Height and width of the window.'),
      strides: Type.Optional(extents('Steps of the window down and right; [1, 1] if silent.')),
      ...convolutionKeys,
    },
    { additionalProperties: false },
  ),
  weights({ size, filters }, inputShape) {
    return convolutionWeights(size, filters, inputShape);
  },
  apply(k, [x], weights, { size: sizes, strides = [1, 1], padding = 'valid', ...formats }) {
    return applyLinear(k, k.window(x, { sizes, strides, padding }), weights, formats);
  },
});
