import type { Network } from '@nx-codesign/ir';
import { networkName } from './networkName';
import type { NetworkFrame } from './family';
import type { Layer } from './styles';

/** The layer whose value leaves a network: logits of classes, or the numbers of a regression. */
export function outputLayer({ task, outputs }: NetworkFrame): Layer {
  const name = task === 'classification' ? 'logits' : 'head';
  return { kind: 'dense', name, config: { units: outputs } };
}

/** Layers one after the other, each reading the one before; the last one's value leaves the network. */
export function chain(family: string, layers: readonly Layer[], input: Network['input']): Network {
  const network = {
    name: family,
    input,
    layers: layers.map((layer, index) => ({ ...layer, inputs: [layers[index - 1]?.name ?? 'input'] })),
    output: layers[layers.length - 1].name,
  };
  return { ...network, name: networkName(network) };
}
