import type { Network, Weights } from '../network';
import { sha256 } from '../sha256';
import { writeNetwork } from './networkFile';

/**
 * SHA-256, in hex, of a network with its weights: of the bytes of `network.json` followed by those of
 * `weights.safetensors`. The first is JSON text and ends in `}` and a line feed, so the border is unambiguous.
 */
export function networkHash(network: Network, weights: Weights): string {
  const files = writeNetwork(network, weights);
  return sha256(files['network.json'], files['weights.safetensors']);
}
