import type { Network, Weights } from '@nx-codesign/ir';
import { linearConfigOf, withConfigs } from './layerRoles';
import { integerBits, largestMagnitude } from './leastSquaresFormat';

/** The network with more integer bits in each bias format that the bias has outgrown; fractions stay. */
export function widenBiases(network: Network, weights: Weights): Network {
  const widened = network.layers.flatMap((layer) => {
    const bias = linearConfigOf(layer)?.bias;
    if (bias === undefined) return [];
    const { name } = layer;
    const needed = integerBits(largestMagnitude(weights[`${name}/bias`].data)) + 1;
    return needed > bias.integer ? [[name, { bias: { ...bias, integer: needed } }] as const] : [];
  });
  return withConfigs(network, Object.fromEntries(widened));
}
