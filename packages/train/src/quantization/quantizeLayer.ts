import { CodesignError, type Fixed, type LayerNode, type Network } from '@nx-codesign/ir';
import { inputFormatOf } from './inputFormatOf';
import { elementwiseConfigOf, roleOf, withConfigs } from './layerRoles';
import {
  candidateFormats,
  integerBits,
  largestMagnitude,
  leastBy,
  leastSquaresFormat,
} from './leastSquaresFormat';
import { bitsOf, type LayerBits } from './precision';
import { roundingOf } from './roundingOf';
import { valueOf, type Measurement } from './valueOf';

interface Context extends Measurement {
  readonly weightBits: LayerBits;
  readonly activationBits: LayerBits;
}

/** A table in hardware has at most 2^10 entries. */
const mostTableInputBits = 10;
/** Bits that a table's input has beyond its output, so that its steep part is not coarse. */
const tableInputExtraBits = 2;
/** The bias may grow to twice the range of its layer's sums before training saturates it. */
const biasHeadroomBits = 1;

/**
 * The network with formats in one layer, calibrated on the sample behind the layers before it, which have theirs.
 * Throws CodesignError `quantization.unfolded` for a batch normalisation.
 */
export function quantizeLayer(network: Network, name: string, context: Context): Network {
  const layer = network.layers.find((each) => each.name === name)!;
  switch (roleOf(layer)) {
    case 'linear':
      return quantizeLinear(network, layer, context);
    case 'elementwise':
      return withOutput(network, name, elementwiseOutput(network, layer, context));
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
  return withOutput(biased, name, linearOutput(biased, layer, { ...context, sums }));
}

function linearOutput(
  network: Network,
  layer: LayerNode,
  context: Context & { sums: Float32Array },
): Fixed | undefined {
  const rounding = roundingOf(network, layer);
  if (rounding.kind === 'address')
    return addressFormat(network, layer.name, { ...context, table: rounding.table });
  if (rounding.kind === 'none') return undefined;
  return leastSquaresFormat(context.sums, {
    signed: true,
    width: bitsOf(context.activationBits, layer.name),
  });
}

/** The format of a table's input that changes the table's exact output least. */
function addressFormat(
  network: Network,
  name: string,
  context: Context & { sums: Float32Array; table: string },
): Fixed {
  const { table, sums } = context;
  const width = Math.min(mostTableInputBits, bitsOf(context.activationBits, table) + tableInputExtraBits);
  const exact = valueOf(network, table, context);
  return leastBy(candidateFormats(sums, { signed: true, width }), (output) =>
    squaredDistance(valueOf(withOutput(network, name, output), table, context), exact),
  );
}

function elementwiseOutput(network: Network, layer: LayerNode, context: Context): Fixed | undefined {
  if (roundingOf(network, layer).kind === 'none') return undefined;
  const applied = elementwiseConfigOf(layer)!.function;
  const width = bitsOf(context.activationBits, layer.name);
  if (applied === 'tanh') return { signed: true, integer: 0, fraction: width - 1 };
  if (applied === 'sigmoid') return { signed: false, integer: 0, fraction: width };
  return leastSquaresFormat(valueOf(network, layer.name, context), { signed: applied !== 'relu', width });
}

function withOutput(network: Network, name: string, output: Fixed | undefined): Network {
  return output ? withConfigs(network, { [name]: { output } }) : network;
}

function squaredDistance(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0);
}
