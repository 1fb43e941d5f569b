import { readNetwork, writeNetwork, type Weights } from '@nx-codesign/ir';
import type { Model } from './networkFiles';
import { decodeWeights, encodeWeights } from './weightFiles';

/** Several models for the journal: their network files, and the weights of all as safetensors, named `0/...`. */
export interface ModelList {
  readonly networks: readonly string[];
  readonly weights: Uint8Array;
}

export function packModels(models: readonly Model[]): ModelList {
  const tensors = models.flatMap(({ weights }, index) =>
    Object.entries(weights).map(([name, tensor]) => [`${index}/${name}`, tensor] as const),
  );
  return {
    networks: models.map(({ network, weights }) => writeNetwork(network, weights)['network.json']),
    weights: encodeWeights(Object.fromEntries(tensors)),
  };
}

/** What `packModels` was given. */
export function unpackModels({ networks, weights }: ModelList): Model[] {
  const tensors = Object.entries(decodeWeights(weights));
  return networks.map((text, index) => {
    const prefix = `${index}/`;
    const own: Weights = Object.fromEntries(
      tensors.flatMap(([name, tensor]) =>
        name.startsWith(prefix) ? [[name.slice(prefix.length), tensor] as const] : [],
      ),
    );
    return readNetwork(text, encodeWeights(own));
  });
}
