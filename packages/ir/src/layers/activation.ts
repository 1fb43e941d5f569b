import { Type, type Static } from '@sinclair/typebox';
import { type ChannelFormats, channelFormatsOf } from '../channelFormats';
import { Fixed } from '../fixed';
import type { Kernels } from '../kernels';
import type { TableFunction } from '../program';
import { defineLayer } from './layer';

const defaultSlopeShift = 3;

const tabulated: readonly TableFunction[] = ['tanh', 'sigmoid', 'gelu'];

const config = Type.Object(
  {
    function: Type.Unsafe<'identity' | 'relu' | 'leakyRelu' | TableFunction>({
      type: 'string',
      enum: ['identity', 'relu', 'leakyRelu', ...tabulated],
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
      channelFormatsOf(
        'Format that the values are rounded to; tanh, sigmoid and gelu need one, no list, in hardware.',
      ),
    ),
  },
  {
    additionalProperties: false,
    dependentSchemas: { slopeShift: { type: 'object', properties: { function: { const: 'leakyRelu' } } } },
    if: { type: 'object', properties: { function: { enum: tabulated } } },
    then: { type: 'object', properties: { output: Fixed } },
  },
);

/** Config of an activation, as its schema describes it. */
export type ActivationConfig = Static<typeof config>;

/** An elementwise function; tanh, sigmoid and gelu become tables in hardware. An unsigned `output` of relu is a clamp. */
export const activation = defineLayer({
  kind: 'activation',
  role: 'elementwise',
  inputs: 1,
  config,
  weights() {
    return {};
  },
  apply(k, [x], _weights, options) {
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
  tanh: (k, x, { output }) => k.table(x, 'tanh', single(output)),
  sigmoid: (k, x, { output }) => k.table(x, 'sigmoid', single(output)),
  gelu: (k, x, { output }) => k.table(x, 'gelu', single(output)),
};

/** The one format of a table: its schema allows no list. */
function single(output: ChannelFormats | undefined): Fixed | undefined {
  return output as Fixed | undefined;
}
