import type { Fixed, Network, Weights } from '@nx-codesign/ir';
import { withConfigs } from './layerRoles';
import { integerBits, largestMagnitude } from './leastSquaresFormat';

/** The network with more integer bits in each bias format that the bias has outgrown; fractions stay. */
export function widenBiases(network: Network, weights: Weights): Network {
  const widened = network.layers.flatMap(({ name, config }) => {
    if (config.bias === undefined) return [];
    const bias = config.bias as Fixed;
    const needed = integerBits(largestMagnitude(weights[`${name}/bias`].data)) + 1;
    return needed > bias.integer ? [[name, { bias: { ...bias, integer: needed } }] as const] : [];
  });
  return withConfigs(network, Object.fromEntries(widened));
}
