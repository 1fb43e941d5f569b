import { commonFraction, formatsOf, isPerChannel, type Network } from '@nx-codesign/ir';
import { inputFractionOf } from '../quantization/inputFractionOf';
import { linearConfigOf, withConfigs } from '../quantization/layerRoles';

/**
 * The network with no bias finer than the sums that it is added to: they get coarser when the channel with the finest
 * format goes.
 */
export function coarsenBiases(network: Network): Network {
  const coarser = network.layers.flatMap((layer) => {
    const { weight, bias } = linearConfigOf(layer) ?? {};
    if (weight === undefined || bias === undefined) return [];
    const fraction = inputFractionOf(network, layer) + commonFraction(weight);
    const formats = formatsOf(bias).map((format) => ({
      ...format,
      fraction: Math.min(format.fraction, fraction),
    }));
    return [[layer.name, { bias: isPerChannel(bias) ? formats : formats[0] }] as const];
  });
  return withConfigs(network, Object.fromEntries(coarser));
}
