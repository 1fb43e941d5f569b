import {
  formatsOf,
  rounderTo,
  type ChannelFormats,
  type LayerNode,
  type Network,
  type Weights,
} from '@nx-codesign/ir';
import { floatRangeOf } from '../engines/floatRange';
import { linearConfigOf } from './layerRoles';

/**
 * Rounds every weight onto its format, half up and saturating: what training's quantisers compute from them.
 * A format wider than float32's 24 bits saturates at the largest float32 that it holds.
 * Tensors without a format stay as they are.
 */
export function snapWeights(network: Network, weights: Weights): Weights {
  const formats = Object.fromEntries(network.layers.flatMap(tensorFormats));
  return Object.fromEntries(
    Object.entries(weights).map(([key, { shape, data }]) => {
      const format = formats[key];
      return [key, { shape, data: format ? snap(data, format) : data }];
    }),
  );
}

function snap(data: Float32Array, formats: ChannelFormats): Float32Array {
  const rounders = formatsOf(formats).map((format) => {
    const largest = floatRangeOf(format).high * 2 ** -format.fraction;
    const round = rounderTo(format);
    return (value: number) => Math.min(largest, round(value));
  });
  return data.map((value, i) => rounders[i % rounders.length](value));
}

function tensorFormats(layer: LayerNode): [string, ChannelFormats | undefined][] {
  const linear = linearConfigOf(layer);
  if (!linear) return [];
  return [
    [`${layer.name}/kernel`, linear.weight],
    [`${layer.name}/bias`, linear.bias],
  ];
}
