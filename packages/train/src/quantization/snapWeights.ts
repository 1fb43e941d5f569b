import { roundTo, type Fixed, type LayerNode, type Network, type Weights } from '@nx-codesign/ir';
import { roleOf } from './layerRoles';

/**
 * Rounds every weight onto its format, half up and saturating: what training's quantisers compute from them.
 * Tensors without a format stay as they are.
 */
export function snapWeights(network: Network, weights: Weights): Weights {
  const formats = Object.fromEntries(network.layers.flatMap(tensorFormats));
  return Object.fromEntries(
    Object.entries(weights).map(([key, { shape, data }]) => {
      const format = formats[key];
      return [key, { shape, data: format ? data.map((value) => roundTo(value, format)) : data }];
    }),
  );
}

function tensorFormats(layer: LayerNode): [string, Fixed | undefined][] {
  if (roleOf(layer) !== 'linear') return [];
  const { weight, bias } = layer.config as { weight?: Fixed; bias?: Fixed };
  return [
    [`${layer.name}/kernel`, weight],
    [`${layer.name}/bias`, bias],
  ];
}
