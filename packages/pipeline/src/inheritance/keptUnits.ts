import type { Weights } from '@nx-codesign/ir';
import type { Model } from '../artefacts/networkFiles';
import { channelsOf, sourcesOf } from './channelSources';

/**
 * The units of a layer that matter most, in their order: by the sum of the absolute weights into a unit times that of
 * the weights out of it. All of them where `count` is not below their number.
 */
export function keptUnits({ network, weights }: Model, layer: string, count: number): number[] {
  const units = Array.from({ length: channelsOf(network, layer) }, (_, unit) => unit);
  if (count >= units.length) return units;
  const [into, out] = [weightsInto(weights, layer), weightsOutOf({ network, weights }, layer)];
  const importance = units.map((unit) => into[unit] * out[unit]);
  return units
    .sort((a, b) => importance[b] - importance[a] || a - b)
    .slice(0, count)
    .sort((a, b) => a - b);
}

function weightsInto(weights: Weights, layer: string): Float64Array {
  const { shape, data } = weights[`${layer}/kernel`];
  const sums = new Float64Array(shape[1]);
  data.forEach((weight, at) => (sums[at % shape[1]] += Math.abs(weight)));
  return sums;
}

/** Over all layers that read the units; row r of a kernel belongs to channel r % channels. */
function weightsOutOf({ network, weights }: Model, layer: string): Float64Array {
  const sums = new Float64Array(channelsOf(network, layer));
  for (const [reader, source] of sourcesOf(network)) {
    const kernel = source === layer ? weights[`${reader}/kernel`] : undefined;
    kernel?.data.forEach((weight, at) => {
      sums[Math.floor(at / kernel.shape[1]) % sums.length] += Math.abs(weight);
    });
  }
  return sums;
}
