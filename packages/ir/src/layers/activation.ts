import { Type, type Static } from '@sinclair/typebox';
import { fixedOf } from '../fixed';
import type { Kernels } from '../kernels';
import { defineLayer } from './layer';

const defaultSlopeShift = 3;

const config = Type.Object(
  {
    function: Type.Unsafe<'identity' | 'relu' | 'leakyRelu' | 'tanh' | 'sigmoid'>({
      type: 'string',
      enum: ['identity', 'relu', 'leakyRelu', 'tanh', 'sigmoid'],
      description: 'The function, elementwise.',
    }),
    slopeShift: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 15,
        description: `leakyRelu only: its slope below zero is 2^-slopeShift; ${defaultSlopeShift} if silent.`,
      }),
    ),
    output: Type.Optional(
      fixedOf('Format that the values are rounded to; tanh and sigmoid need it in hardware.'),
    ),
  },
  {
    additionalProperties: false,
    dependentSchemas: { slopeShift: { type: 'object', properties: { function: { const: 'leakyRelu' } } } },
  },
);

/** Config of an activation, as its schema describes it. */
export type ActivationConfig = Static<typeof config>;

/** An elementwise function; tanh and sigmoid become tables in hardware. An unsigned `output` of relu is a clamp. */
export const activation = defineLayer({
  kind: 'activation',
  role: 'elementwise',
  config,
  weights() {
    return {};
  },
  apply(k, x, _weights, options) {
    return functions[options.function](k, x, options);
  },
});

const functions: Record<
  ActivationConfig['function'],
  <V>(k: Kernels<V>, x: V, options: ActivationConfig) => V
> = {
  identity: (k, x, { output }) => k.quantize(x, output),
  relu: (k, x, { output }) => k.quantize(k.relu(x), output),
  leakyRelu: (k, x, { slopeShift, output }) =>
    k.quantize(k.leakyRelu(x, slopeShift ?? defaultSlopeShift), output),
  tanh: (k, x, { output }) => k.table(x, 'tanh', output),
  sigmoid: (k, x, { output }) => k.table(x, 'sigmoid', output),
};
