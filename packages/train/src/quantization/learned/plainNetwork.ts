import {
  bitLength,
  type ChannelFormats,
  type Fixed,
  type Network,
  type Tensor,
  type Weights,
} from '@nx-codesign/ir';
import type { ChannelWidths, LearnedWidths } from '../../engines/wasm';
import { inputFractionOf } from '../inputFractionOf';
import { roleOf, withConfigs } from '../layerRoles';
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
    (changed, { name }) => withLinearFormats(changed, name, rounded),
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

function withLinearFormats(network: Network, name: string, weights: Weights): Network {
  const layer = network.layers.find((each) => each.name === name)!;
  if (roleOf(layer) !== 'linear') return network;
  const weight = gridOf(weights[`${name}/kernel`].data);
  const fraction = inputFractionOf(network, layer) + weight.fraction;
  const integer = Math.max(-fraction, integerBits(largestMagnitude(weights[`${name}/bias`].data)) + 1);
  return withConfigs(network, { [name]: { weight, bias: { signed: true, integer, fraction } } });
}

/** The narrowest signed format that holds some values exactly. */
function gridOf(values: Float32Array): Fixed {
  let fraction = -widest;
  while (fraction < widest && values.some((value) => !Number.isInteger(value * 2 ** fraction))) fraction++;
  const largest = largestMagnitude(values) * 2 ** fraction;
  if (largest === 0) return { signed: true, integer: 0, fraction: 0 };
  return { signed: true, integer: bitLength(largest) - fraction, fraction };
}
