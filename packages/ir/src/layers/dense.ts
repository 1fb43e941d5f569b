import { Type, type Static } from '@sinclair/typebox';
import { fixedOf } from '../fixed';
import { defineLayer } from './layer';

const config = Type.Object(
  {
    units: Type.Integer({ minimum: 1, description: 'Outputs of the layer.' }),
    weight: Type.Optional(fixedOf('Format of the kernel W; silent in a float network.')),
    bias: Type.Optional(fixedOf('Format of the bias b, at most as fine as input and weight together.')),
    output: Type.Optional(fixedOf('Format that the sums are rounded to; they stay exact if silent.')),
  },
  { additionalProperties: false },
);

/** Config of a dense layer, as its schema describes it. */
export type DenseConfig = Static<typeof config>;

/** Fully connected layer: `y = quantize(x W + b)`, `x: [n]`, `W: [n, units]`, `b: [units]`. */
export const dense = defineLayer({
  kind: 'dense',
  role: 'linear',
  config,
  weights({ units }, [n]) {
    return { kernel: [n, units], bias: [units] };
  },
  apply(k, x, { kernel, bias }, { weight, bias: biasFormat, output }) {
    return k.quantize(k.add(k.matvec(x, k.quantize(kernel, weight)), k.quantize(bias, biasFormat)), output);
  },
});
