import type { Network, Weights } from '@nx-codesign/ir';
import type { Engine } from '../training/types';
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
  /** Width of activations, by elementwise layer and by linear layer that no elementwise one follows. */
  readonly activationBits: LayerBits;
  readonly engine: Engine;
}

/**
 * Gives every layer its power-of-two formats, from the input on, each calibrated with the layers before it already
 * quantised. Weights and activations: least squared error over a few fractions. A linear layer followed by a
 * piecewise linear function keeps exact sums, and the function rounds them; before tanh and sigmoid it rounds to at
 * most 10 bits, by least squared error behind the function. The network's last sums stay exact. A bias has the
 * fraction of its layer's sums. Weights are not changed: `snapWeights` rounds them.
 * Throws CodesignError `quantization.bits`, `network.unknownLayer`, `quantization.unfolded`,
 * `quantization.accumulator`, and what `lower` throws.
 */
export function quantizeNetwork(options: QuantizationOptions): Network {
  checkWidths(options);
  const context = { ...options, sample: options.calibration };
  const quantized = options.network.layers.reduce(
    (network, { name }) => quantizeLayer(network, name, context),
    options.network,
  );
  checkAccumulators(quantized, options.weights);
  return quantized;
}

function checkWidths({ network, weightBits, activationBits }: QuantizationOptions): void {
  const linear = network.layers.filter((layer) => roleOf(layer) === 'linear');
  const rounding = network.layers.filter((layer) =>
    ['value', 'entry'].includes(roundingOf(network, layer).kind),
  );
  checkBits(weightBits, namesOf(linear), 'weightBits');
  checkBits(activationBits, namesOf(rounding), 'activationBits');
}

function namesOf(layers: readonly { name: string }[]): string[] {
  return layers.map(({ name }) => name);
}
