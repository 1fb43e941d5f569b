import { createHash } from 'node:crypto';
import type { Network, Weights } from '../network';
import { writeNetwork } from './networkFile';

/**
 * SHA-256, in hex, of a network with its weights: of the bytes of `network.json` followed by those of
 * `weights.safetensors`. The first is JSON text and ends in `}` and a line feed, so the border is unambiguous.
 */
export function networkHash(network: Network, weights: Weights): string {
  const files = writeNetwork(network, weights);
  return createHash('sha256')
    .update(files['network.json'])
    .update(files['weights.safetensors'])
    .digest('hex');
}
