import { Type, type Static } from '@sinclair/typebox';
import { defineLayer } from './layer';
import { applyLinear, linearFormats } from './linear';

const config = Type.Object(
  { units: Type.Integer({ minimum: 1, description: 'Outputs of the layer.' }), ...linearFormats },
  { additionalProperties: false },
);

/** Config of a dense layer, as its schema describes it. */
export type DenseConfig = Static<typeof config>;

/**
 * Fully connected layer over the last axis, the same at every position (a shared dense): `y = quantize(x W + b)`,
 * `x: [..., n]`, `W: [n, units]`, `b: [units]`.
 */
export const dense = defineLayer({
  kind: 'dense',
  role: 'linear',
  inputs: 1,
  unitsKey: 'units',
  config,
  weights({ units }, inputShape) {
    return { kernel: [inputShape.at(-1)!, units], bias: [units] };
  },
  apply(k, [x], weights, formats) {
    return applyLinear(k, x, weights, formats);
  },
});
