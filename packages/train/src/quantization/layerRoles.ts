import {
  layerOf,
  type ActivationConfig,
  type ChannelFormats,
  type LayerNode,
  type LayerRole,
  type LinearFormats,
  type Network,
} from '@nx-codesign/ir';

/** What a layer is to quantisation and pruning. Throws CodesignError `network.unknownLayer`, naming the nearest kind. */
export function roleOf({ kind }: LayerNode): LayerRole {
  return layerOf(kind).role;
}

/** The formats of a linear layer; undefined for a layer of another role. Throws as `roleOf` does. */
export function linearConfigOf(layer: LayerNode): LinearFormats | undefined {
  return roleOf(layer) === 'linear' ? (layer.config as unknown as LinearFormats) : undefined;
}

/** The config of an elementwise layer; undefined for a layer of another role. Throws as `roleOf` does. */
export function elementwiseConfigOf(layer: LayerNode): ActivationConfig | undefined {
  return roleOf(layer) === 'elementwise' ? (layer.config as unknown as ActivationConfig) : undefined;
}

/** The format that a layer's value is rounded to, of whatever role; undefined where it stays exact. */
export function outputOf({ config }: LayerNode): ChannelFormats | undefined {
  return config.output as ChannelFormats | undefined;
}

/** The layers that read a layer's value. */
export function readersOf(network: Network, name: string): readonly LayerNode[] {
  return network.layers.filter(({ inputs }) => inputs.includes(name));
}

/** The network with some layers' configs changed by the entries given. */
export function withConfigs(
  network: Network,
  changes: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Network {
  const layers = network.layers.map((layer) =>
    Object.hasOwn(changes, layer.name)
      ? { ...layer, config: { ...layer.config, ...changes[layer.name] } }
      : layer,
  );
  return { ...network, layers };
}
