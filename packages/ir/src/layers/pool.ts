import { Type } from '@sinclair/typebox';
import { aggregationFormats, mean } from './aggregation';
import { defineLayer } from './layer';

/** Largest or mean value of each channel in windows over one or two axes, without padding. */
export const pool = defineLayer({
  kind: 'pool',
  role: 'aggregation',
  inputs: 1,
  config: Type.Object(
    {
      function: Type.Unsafe<'max' | 'average'>({
        type: 'string',
        enum: ['max', 'average'],
        description: 'What becomes of a window.',
      }),
      size: Type.Array(Type.Integer({ minimum: 1 }), {
        minItems: 1,
        maxItems: 2,
        description: 'Extents of the window: [length], or [height, width].',
      }),
      strides: Type.Optional(
        Type.Array(Type.Integer({ minimum: 1 }), {
          minItems: 1,
          maxItems: 2,
          description: 'Steps of the window; its extents if silent.',
        }),
      ),
      ...aggregationFormats,
    },
    { additionalProperties: false },
  ),
  weights() {
    return {};
  },
  apply(k, [x], _weights, { function: name, size: sizes, strides = sizes, reciprocal, output }) {
    const channels = k.shapeOf(x).at(-1)!;
    const windows = k.window(x, { sizes, strides, padding: 'valid' });
    const elements = k.reshape(windows, [...k.shapeOf(windows).slice(0, -1), -1, channels]);
    return k.quantize(name === 'max' ? k.max(elements) : mean(k, elements, reciprocal), output);
  },
});
