import type { LayerNode, Network } from '@nx-codesign/ir';
import { linearConfigOf, readersOf } from '../quantization/layerRoles';

/** A linear layer whose units may go: every path from it leads into another linear layer. */
export interface HiddenLayer {
  readonly name: string;
  readonly units: number;
  /** The layer whose value the next linear layer reads: the activation, a reshape, or the layer itself. */
  readonly value: string;
  /** The linear layer behind it. */
  readonly next: string;
}

/** The hidden linear layers of a network, in its order; its last linear layer is none. */
export function hiddenLayers(network: Network): HiddenLayer[] {
  return network.layers.flatMap((layer) => hiddenLayer(network, layer));
}

function hiddenLayer(network: Network, layer: LayerNode): HiddenLayer[] {
  const linear = linearConfigOf(layer);
  if (!linear) return [];
  let value = layer;
  while (value.name !== network.output) {
    const [reader] = readersOf(network, value.name);
    if (linearConfigOf(reader))
      return [{ name: layer.name, units: linear.units, value: value.name, next: reader.name }];
    value = reader;
  }
  return [];
}
