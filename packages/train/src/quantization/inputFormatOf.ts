import { CodesignError, type Fixed, type LayerNode, type Network } from '@nx-codesign/ir';
import { roleOf } from './layerRoles';

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
