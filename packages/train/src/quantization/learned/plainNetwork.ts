import {
  bitLength,
  commonFraction,
  type ChannelFormats,
  type Fixed,
  type Network,
  type Tensor,
  type Weights,
} from '@nx-codesign/ir';
import type { ChannelWidths, LearnedWidths } from '../../engines/wasm';
import { inputFractionOf } from '../inputFractionOf';
import { linearConfigOf, withConfigs } from '../layerRoles';
import { integerBits, largestMagnitude } from '../leastSquaresFormat';
import { snapWeights } from '../snapWeights';

/** A channel without bits: the constant 0. */
const noBits: Fixed = { signed: false, integer: 0, fraction: 0 };
/** Widest weight that a fraction is looked for in. */
const widest = 30;

/**
 * The network of plain formats that learned widths stand for: each kernel on the coarsest grid that holds all its
 * weights, of which many are multiples of larger steps; values with a format for each channel; biases at the fraction of
 * their sums. Weights are rounded.
 */
export function plainNetwork(
  network: Network,
  weights: Weights,
  widths: LearnedWidths,
): { network: Network; weights: Weights } {
  const kernels = Object.entries(widths.kernels).map(([name, fractions]) => {
    return [name, roundKernel(weights[name], fractions)] as const;
  });
  const outputs = Object.entries(widths.values).map(([layer, channels]) => {
    return [layer, { output: channelFormats(channels) }] as const;
  });
  const rounded = { ...weights, ...Object.fromEntries(kernels) };
  const valued = withConfigs(network, Object.fromEntries(outputs));
  const plain = network.layers.reduce(
    (changed, { name }) => withLinearFormats(changed, name, { weights: rounded, kernels: widths.kernels }),
    valued,
  );
  return { network: plain, weights: snapWeights(plain, rounded) };
}

function roundKernel({ shape, data }: Tensor, fractions: Float32Array): Tensor {
  const rounded = data.map((value, i) => {
    const scale = 2 ** Math.floor(fractions[i] + 0.5);
    return Math.floor(value * scale + 0.5) / scale + 0;
  });
  return { shape, data: rounded };
}

function channelFormats({ signed, fractions, integers }: ChannelWidths): ChannelFormats {
  const formats = Array.from(integers, (integer, channel) => {
    const fraction = Math.floor(fractions[channel] + 0.5);
    const width = integer + fraction + (signed ? 1 : 0);
    return width > 0 ? { signed, integer, fraction } : noBits;
  });
  const [first] = formats;
  const same = formats.every(
    ({ integer, fraction }) => integer === first.integer && fraction === first.fraction,
  );
  return same ? first : formats;
}

/** A kernel whose widths were learned gets the grid of its weights; another keeps its format. */
function withLinearFormats(
  network: Network,
  name: string,
  { weights, kernels }: { weights: Weights; kernels: LearnedWidths['kernels'] },
): Network {
  const layer = network.layers.find((each) => each.name === name)!;
  const linear = linearConfigOf(layer);
  if (linear === undefined) return network;
  const kernel = `${name}/kernel`;
  const weight = Object.hasOwn(kernels, kernel) ? gridOf(weights[kernel].data) : linear.weight!;
  const fraction = inputFractionOf(network, layer) + commonFraction(weight);
  const integer = Math.max(-fraction, integerBits(largestMagnitude(weights[`${name}/bias`].data)) + 1);
  return withConfigs(network, { [name]: { weight, bias: { signed: true, integer, fraction } } });
}

/** The network without the formats of its biases, which depend on those of their sums. */
export function withoutBiasFormats(network: Network): Network {
  const layers = network.layers.map((layer) => {
    if (linearConfigOf(layer) === undefined) return layer;
    const { bias: _bias, ...config } = layer.config;
    return { ...layer, config };
  });
  return { ...network, layers };
}

/** The narrowest signed format that holds some values exactly. */
function gridOf(values: Float32Array): Fixed {
  let fraction = -widest;
  while (fraction < widest && values.some((value) => !Number.isInteger(value * 2 ** fraction))) fraction++;
  const largest = largestMagnitude(values) * 2 ** fraction;
  if (largest === 0) return { signed: true, integer: 0, fraction: 0 };
  return { signed: true, integer: bitLength(largest) - fraction, fraction };
}
