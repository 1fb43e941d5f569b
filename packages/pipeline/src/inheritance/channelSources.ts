import { layerOf, unitsOf, type LayerNode, type Network } from '@nx-codesign/ir';

/** The name of the network's input among sources. */
export const inputSource = 'input';

/** Where the channels of each layer's input come from: the linear layer before it, or the network's input. */
export function sourcesOf({ layers }: Network): ReadonlyMap<string, string> {
  const behind = new Map<string, string>([[inputSource, inputSource]]);
  const sources = new Map<string, string>();
  for (const layer of layers) {
    const source = behind.get(layer.inputs[0]) ?? inputSource;
    sources.set(layer.name, source);
    behind.set(layer.name, isLinear(layer) ? layer.name : source);
  }
  return sources;
}

/** Whether a layer mixes channels. */
export function isLinear({ kind }: LayerNode): boolean {
  return layerOf(kind).role === 'linear';
}

/** Channels of a source: the units of a linear layer, the last axis of the input. */
export function channelsOf(network: Network, source: string): number {
  if (source === inputSource) return network.input.shape[network.input.shape.length - 1];
  return unitsOf(network.layers.find(({ name }) => name === source)!) ?? 0;
}
