import { Type } from '@sinclair/typebox';
import { convolutionKeys, convolutionWeights, extent } from './convolution';
import { defineLayer } from './layer';
import { applyLinear } from './linear';

/**
 * Convolution over one axis: `x: [n, c]`, `y: [positions, filters]`, `kernel: [size c, filters]` whose rows run over
 * window position, then channel.
 */
export const conv1d = defineLayer({
  kind: 'conv1d',
  role: 'linear',
  inputs: 1,
  unitsKey: 'filters',
  config: Type.Object(
    {
      size: extent('Length of the window.'),
      stride: Type.Optional(extent('Step of the window; 1 if silent.')),
      ...convolutionKeys,
    },
    { additionalProperties: false },
  ),
  weights({ size, filters }, inputShape) {
    return convolutionWeights([size], filters, inputShape);
  },
  apply(k, [x], weights, { size, stride = 1, padding = 'valid', ...formats }) {
    return applyLinear(k, k.window(x, { sizes: [size], strides: [stride], padding }), weights, formats);
  },
});
