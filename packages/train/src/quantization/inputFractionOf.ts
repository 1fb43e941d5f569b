import { CodesignError, commonFraction, type LayerNode, type Network } from '@nx-codesign/ir';
import { outputOf, roleOf } from './layerRoles';

/**
 * The fraction of a layer's first input: that of the nearest stated format before it, behind layers that only move or
 * choose elements.
 */
export function inputFractionOf(network: Network, layer: LayerNode): number {
  const [before] = layer.inputs;
  const source = network.layers.find(({ name }) => name === before);
  if (!source) return network.input.format.fraction;
  const output = outputOf(source);
  if (output !== undefined) return commonFraction(output);
  if (passing.has(roleOf(source))) return inputFractionOf(network, source);
  throw new CodesignError(
    'quantization.unrounded',
    `Layer '${layer.name}' reads '${before}', which states no output format. Quantise the network first.`,
  );
}

/** Roles whose values without a format of their own have the fraction of their input; of aggregations the maximum. */
const passing = new Set(['reshape', 'dropout', 'aggregation']);
