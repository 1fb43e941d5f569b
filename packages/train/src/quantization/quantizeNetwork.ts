import type { Network, Weights } from '@nx-codesign/ir';
import type { Engine } from '../training/types';
import type { RangeGrain } from './activationFormat';
import { checkAccumulators } from './checkAccumulators';
import { roleOf } from './layerRoles';
import { checkBits, type LayerBits } from './precision';
import { quantizeLayer } from './quantizeLayer';
import { roundingOf } from './roundingOf';
import type { Sample } from './valueOf';

/** What to quantise, on which sample, and to which widths. */
export interface QuantizationOptions {
  /** A float network without batch normalisation (`foldBatchNorm`). */
  readonly network: Network;
  readonly weights: Weights;
  /** Training inputs that activations are calibrated on; some hundred do. */
  readonly calibration: Sample;
  /** Width of weights, sign included, by linear layer. */
  readonly weightBits: LayerBits;
  /**
   * Width of activations, by layer that rounds: elementwise, sums that none of them follows, means. A mean of N values has
   * the `log2 N` bits more that its sum gains.
   */
  readonly activationBits: LayerBits;
  /** Whether the channels of an activation share a range or have each its own; `tensor` if silent. */
  readonly ranges?: RangeGrain;
  /** Whether the outputs of a linear layer share a scale of their weights or have each its own; `tensor` if silent. */
  readonly weightRanges?: RangeGrain;
  readonly engine: Engine;
}

/**
 * Gives every layer its power-of-two formats, from the input on, each calibrated with the layers before it already
 * quantised. Weights and activations: least squared error over a few fractions. A linear layer followed by a
 * piecewise linear function keeps exact sums, and the function rounds them; before tanh and sigmoid it rounds to at
 * most 10 bits, by least squared error behind the function. The network's last sums stay exact. A bias has the
 * fraction of its layer's sums. Means round after their sum; maxima choose among rounded values. Weights are not changed: `snapWeights` rounds them.
 * Throws CodesignError `quantization.bits`, `network.unknownLayer`, `quantization.unfolded`,
 * `quantization.accumulator`, and what `lower` throws.
 */
export function quantizeNetwork(options: QuantizationOptions): Network {
  checkPrecision(options);
  const { ranges = 'tensor', weightRanges = 'tensor', calibration: sample } = options;
  const context = { ...options, ranges, weightRanges, sample };
  const quantized = options.network.layers.reduce(
    (network, { name }) => quantizeLayer(network, name, context),
    options.network,
  );
  checkAccumulators(quantized, options.weights);
  return quantized;
}

function checkPrecision({ network, weightBits, activationBits }: QuantizationOptions): void {
  const { weights, activations } = roundedLayers(network);
  checkBits(weightBits, weights, 'weightBits');
  checkBits(activationBits, activations, 'activationBits');
}

/** Names of the layers that a precision per layer gives widths to: those with weights, those that round activations. */
export function roundedLayers(network: Network): {
  readonly weights: readonly string[];
  readonly activations: readonly string[];
} {
  const linear = network.layers.filter((layer) => roleOf(layer) === 'linear');
  const rounding = network.layers.filter((layer) =>
    ['value', 'entry'].includes(roundingOf(network, layer).kind),
  );
  const namesOf = (layers: readonly { name: string }[]) => layers.map(({ name }) => name);
  return { weights: namesOf(linear), activations: namesOf(rounding) };
}
