import { CodesignError, type Fixed, type LayerNode, type Network, type Weights } from '@nx-codesign/ir';
import type { Engine } from '../training/types';
import { checkAccumulators } from './checkAccumulators';
import { readersOf, roleOf, withConfigs, type ElementwiseConfig } from './layerRoles';
import {
  candidateFormats,
  integerBits,
  largestMagnitude,
  leastBy,
  leastSquaresFormat,
} from './leastSquaresFormat';
import { bitsOf, checkBits, type LayerBits } from './precision';
import { valueOf, type Measurement, type Sample } from './valueOf';

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

type Context = QuantizationOptions & Measurement;

/** A table in hardware has at most 2^10 entries. */
const mostTableInputBits = 10;
/** Bits that a table's input has beyond its output, so that its steep part is not coarse. */
const tableInputExtraBits = 2;
/** The bias may grow to twice the range of its layer's sums before training saturates it. */
const biasHeadroomBits = 1;

/**
 * Gives every layer its power-of-two formats, from the input on, each calibrated with the layers before it already
 * quantised. Weights and activations: least squared error over a few fractions. A linear layer followed by a
 * piecewise linear function keeps exact sums, and the function rounds them; before tanh and sigmoid it rounds to at
 * most 10 bits, by least squared error behind the function. The network's last sums stay exact. A bias has the
 * fraction of its layer's sums. Weights are not changed: `snapWeights` rounds them.
 * Throws CodesignError `quantization.bits`, `quantization.layer`, `quantization.unfolded`,
 * `quantization.accumulator`, and what `lower` throws.
 */
export function quantizeNetwork(options: QuantizationOptions): Network {
  checkOptions(options);
  const context: Context = { ...options, sample: options.calibration };
  const network = options.network.layers.reduce(
    (quantized, { name }) => quantizeLayer(quantized, name, context),
    options.network,
  );
  checkAccumulators(network, options.weights);
  return network;
}

/** The format of a layer's input: the nearest stated one before it. */
export function inputFormatOf(network: Network, layer: LayerNode): Fixed {
  const [before] = layer.inputs;
  const source = network.layers.find(({ name }) => name === before);
  if (!source) return network.input.format;
  if (source.config.output !== undefined) return source.config.output as Fixed;
  if (roleOf(source) === 'reshape') return inputFormatOf(network, source);
  throw new CodesignError(
    'quantization.unrounded',
    `Layer '${layer.name}' reads '${before}', which states no output format. Quantise the network first.`,
  );
}

function quantizeLayer(network: Network, name: string, context: Context): Network {
  const layer = network.layers.find((each) => each.name === name)!;
  switch (roleOf(layer)) {
    case 'linear':
      return quantizeLinear(network, layer, context);
    case 'elementwise':
      return quantizeElementwise(network, layer, context);
    case 'reshape':
      return network;
    case 'normalization':
      throw new CodesignError(
        'quantization.unfolded',
        `Layer '${name}' is a batch normalisation, which hardware does not have. Call foldBatchNorm first.`,
      );
  }
}

function quantizeLinear(network: Network, layer: LayerNode, context: Context): Network {
  const { name } = layer;
  const kernel = context.weights[`${name}/kernel`].data;
  const weight = leastSquaresFormat(kernel, { signed: true, width: bitsOf(context.weightBits, name) });
  const rounded = withConfigs(network, { [name]: { weight } });
  const sums = valueOf(rounded, name, context);
  const largest = Math.max(largestMagnitude(context.weights[`${name}/bias`].data), largestMagnitude(sums));
  const fraction = inputFormatOf(network, layer).fraction + weight.fraction;
  const bias = { signed: true, integer: integerBits(largest) + biasHeadroomBits, fraction };
  const biased = withConfigs(rounded, { [name]: { bias } });
  const output = linearOutput(biased, layer, { ...context, sums });
  return output ? withConfigs(biased, { [name]: { output } }) : biased;
}

function linearOutput(
  network: Network,
  { name }: LayerNode,
  context: Context & { sums: Float32Array },
): Fixed | undefined {
  const reader = readerBehindReshapes(network, name);
  if (!reader) return undefined;
  if (roleOf(reader) !== 'elementwise') {
    return leastSquaresFormat(context.sums, { signed: true, width: bitsOf(context.activationBits, name) });
  }
  return isTable(reader) ? tableInput(network, { linear: name, table: reader.name }, context) : undefined;
}

function tableInput(
  network: Network,
  { linear, table }: { linear: string; table: string },
  context: Context & { sums: Float32Array },
): Fixed {
  const width = Math.min(mostTableInputBits, bitsOf(context.activationBits, table) + tableInputExtraBits);
  const exact = valueOf(network, table, context);
  return leastBy(candidateFormats(context.sums, { signed: true, width }), (output) =>
    squaredDistance(valueOf(withConfigs(network, { [linear]: { output } }), table, context), exact),
  );
}

function quantizeElementwise(network: Network, layer: LayerNode, context: Context): Network {
  const output = elementwiseOutput(network, layer, context);
  return output ? withConfigs(network, { [layer.name]: { output } }) : network;
}

function elementwiseOutput(network: Network, layer: LayerNode, context: Context): Fixed | undefined {
  const { function: tabulated } = layer.config as unknown as ElementwiseConfig;
  if (!isTable(layer) && !readerBehindReshapes(network, layer.name)) return undefined;
  const width = bitsOf(context.activationBits, layer.name);
  if (tabulated === 'tanh') return { signed: true, integer: 0, fraction: width - 1 };
  if (tabulated === 'sigmoid') return { signed: false, integer: 0, fraction: width };
  return leastSquaresFormat(valueOf(network, layer.name, context), { signed: tabulated !== 'relu', width });
}

function isTable({ config }: LayerNode): boolean {
  return config.function === 'tanh' || config.function === 'sigmoid';
}

function readerBehindReshapes(network: Network, name: string): LayerNode | undefined {
  const [reader] = readersOf(network, name);
  return reader && roleOf(reader) === 'reshape' ? readerBehindReshapes(network, reader.name) : reader;
}

function squaredDistance(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0);
}

function checkOptions({ network, weightBits, activationBits }: QuantizationOptions): void {
  const linear = network.layers.filter((layer) => roleOf(layer) === 'linear');
  checkBits(
    weightBits,
    linear.map(({ name }) => name),
    'weightBits',
  );
  const rounding = network.layers.filter((layer) => roundsActivations(network, layer));
  checkBits(
    activationBits,
    rounding.map(({ name }) => name),
    'activationBits',
  );
}

function roundsActivations(network: Network, layer: LayerNode): boolean {
  const reader = readerBehindReshapes(network, layer.name);
  if (roleOf(layer) === 'elementwise') return isTable(layer) || reader !== undefined;
  return roleOf(layer) === 'linear' && reader !== undefined && roleOf(reader) === 'linear';
}
