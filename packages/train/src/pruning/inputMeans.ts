import { trace, type Network } from '@nx-codesign/ir';
import { valueOf, type Measurement } from '../quantization/valueOf';

/**
 * Mean of every element of the last axis of a linear layer's input, over the sample and all positions:
 * `[last axis]`. Row r of the layer's kernel reads element `r % length`.
 */
export function inputMeans(network: Network, layer: string, measurement: Measurement): Float64Array {
  const { inputs } = network.layers.find(({ name }) => name === layer)!;
  const values = valueOf(network, inputs[0], measurement);
  const channels = lastAxisOf(network, inputs[0]);
  const sums = new Float64Array(channels);
  values.forEach((value, i) => (sums[i % channels] += value));
  const rows = values.length / channels;
  return sums.map((sum) => sum / rows);
}

function lastAxisOf(network: Network, layer: string): number {
  const shapes = trace(network).operations.filter((operation) => operation.layer === layer);
  const { shape } = shapes[shapes.length - 1];
  return shape[shape.length - 1];
}
