import {
  CodesignError,
  commonFraction,
  rounderTo,
  trace,
  unitsOf,
  type ChannelFormats,
  type Fixed,
  type LayerNode,
  type Network,
} from '@nx-codesign/ir';
import { activationFormat, type RangeGrain } from './activationFormat';
import { inputFractionOf } from './inputFractionOf';
import { elementwiseConfigOf, roleOf, withConfigs } from './layerRoles';
import {
  candidateFormats,
  integerBits,
  largestMagnitude,
  leastBy,
  leastSquaresFormat,
} from './leastSquaresFormat';
import { bitsOf, type LayerBits } from './precision';
import { gainedBits } from './gainedBits';
import { reciprocalFormat } from './reciprocalFormat';
import { roundingOf } from './roundingOf';
import { isSigned } from './signs';
import { tableValues } from './tableValues';
import { valueOf, type Measurement } from './valueOf';
import { weightFormat } from './weightFormat';

interface Context extends Measurement {
  readonly weightBits: LayerBits;
  readonly activationBits: LayerBits;
  readonly ranges: RangeGrain;
  readonly weightRanges: RangeGrain;
}

/** A table in hardware has at most 2^10 entries. */
const mostTableInputBits = 10;
/** Bits that a table's input has beyond its output, so that its steep part is not coarse. */
const tableInputExtraBits = 2;
/** The bias may grow to twice the range of its layer's sums before training saturates it. */
const biasHeadroomBits = 1;
/** Bits that a mean is exact to where its result is not rounded. */
const exactMeanBits = 10;

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
    case 'residual':
    case 'product':
      return withOutput(network, name, outputFormat(network, layer, context));
    case 'aggregation':
      return quantizeAggregation(network, layer, context);
    case 'reshape':
    case 'dropout':
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
  const weight = weightFormat(kernel, {
    width: bitsOf(context.weightBits, name),
    grain: context.weightRanges,
    outputs: unitsOf(layer)!,
  });
  const rounded = withConfigs(network, { [name]: { weight } });
  const sums = valueOf(rounded, name, context);
  const largest = Math.max(largestMagnitude(context.weights[`${name}/bias`].data), largestMagnitude(sums));
  const fraction = inputFractionOf(network, layer) + commonFraction(weight);
  const bias = { signed: true, integer: integerBits(largest) + biasHeadroomBits, fraction };
  const biased = withConfigs(rounded, { [name]: { bias } });
  return withOutput(biased, name, outputFormat(biased, layer, context, sums));
}

function quantizeAggregation(network: Network, layer: LayerNode, context: Context): Network {
  const { name } = layer;
  const rounds = roundingOf(network, layer).kind === 'value';
  const width = rounds ? bitsOf(context.activationBits, name) + gainedBits(network, name) : undefined;
  const reciprocal = reciprocalFormat(network, name, width ?? exactMeanBits);
  const scaled = reciprocal ? withConfigs(network, { [name]: { reciprocal } }) : network;
  return withOutput(scaled, name, outputFormat(scaled, layer, context));
}

/** The format that a layer's value is rounded to; `values` are the exact ones where they are known already. */
function outputFormat(
  network: Network,
  layer: LayerNode,
  context: Context,
  values?: Float32Array,
): ChannelFormats | undefined {
  const { name } = layer;
  const rounding = roundingOf(network, layer);
  if (rounding.kind === 'none') return undefined;
  const exact = () => values ?? valueOf(network, name, context);
  if (rounding.kind === 'address')
    return addressFormat(network, name, { ...context, table: rounding.table, exact: exact() });
  const width = bitsOf(context.activationBits, name) + gainedBits(network, name);
  if (rounding.kind === 'entry') return entryFormat(layer, width, exact);
  const channels = channelsOf(network, name);
  return activationFormat(
    exact(),
    { signed: isSigned(network, layer), width },
    { grain: context.ranges, channels },
  );
}

/** Entries of a table: the whole range of a bounded function. */
function entryFormat(layer: LayerNode, width: number, values: () => Float32Array): Fixed {
  const applied = elementwiseConfigOf(layer)!.function;
  if (applied === 'tanh') return { signed: true, integer: 0, fraction: width - 1 };
  if (applied === 'sigmoid') return { signed: false, integer: 0, fraction: width };
  return leastSquaresFormat(values(), { signed: true, width });
}

/** The format of a table's input that changes the table's exact output least. */
function addressFormat(
  network: Network,
  name: string,
  context: Context & { table: string; exact: Float32Array },
): Fixed {
  const { table, exact: sums, engine } = context;
  const width = Math.min(mostTableInputBits, bitsOf(context.activationBits, table) + tableInputExtraBits);
  // The sums as the table will read them, with the bias rounded; what leads to them is computed once.
  const inputs = valueOf(network, name, context);
  const layer = network.layers.find((each) => each.name === table)!;
  const exact = tableValues(layer, inputs, engine);
  return leastBy(candidateFormats(sums, { signed: true, width }), (output) =>
    squaredDistance(tableValues(layer, inputs.map(rounderTo(output)), engine), exact),
  );
}

/** Elements of the last axis of a layer's value. */
function channelsOf(network: Network, name: string): number {
  const value = trace(network).operations.findLast(({ layer }) => layer === name);
  return value?.shape.at(-1) ?? 1;
}

function withOutput(network: Network, name: string, output: ChannelFormats | undefined): Network {
  return output ? withConfigs(network, { [name]: { output } }) : network;
}

function squaredDistance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] - b[at]) * (a[at] - b[at]);
  return sum;
}
