import type { Fixed, Network } from '@nx-codesign/ir';

/** The network with one fraction bit more in the outputs of some layers, which have formats; their ranges stay. */
export function withFinerOutputs(network: Network, names: readonly string[]): Network {
  const layers = network.layers.map((layer) => {
    if (!names.includes(layer.name)) return layer;
    const output = finer(layer.config.output as Fixed | readonly Fixed[]);
    return { ...layer, config: { ...layer.config, output } };
  });
  return { ...network, layers };
}

function finer(format: Fixed | readonly Fixed[]): Fixed | readonly Fixed[] {
  const oneFiner = (each: Fixed): Fixed => ({ ...each, fraction: each.fraction + 1 });
  return 'fraction' in format ? oneFiner(format) : format.map(oneFiner);
}
