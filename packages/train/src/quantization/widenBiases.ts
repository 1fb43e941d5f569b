import { formatsOf, isPerChannel, type Network, type Weights } from '@nx-codesign/ir';
import { linearConfigOf, withConfigs } from './layerRoles';
import { integerBits, largestMagnitude } from './leastSquaresFormat';

/** The network with more integer bits in each bias format that the bias has outgrown; fractions stay. */
export function widenBiases(network: Network, weights: Weights): Network {
  const widened = network.layers.flatMap((layer) => {
    const formats = linearConfigOf(layer)?.bias;
    if (formats === undefined) return [];
    const { name } = layer;
    const needed = integerBits(largestMagnitude(weights[`${name}/bias`].data)) + 1;
    const wide = formatsOf(formats).map((format) => ({
      ...format,
      integer: Math.max(format.integer, needed),
    }));
    return [[name, { bias: isPerChannel(formats) ? wide : wide[0] }] as const];
  });
  return withConfigs(network, Object.fromEntries(widened));
}
