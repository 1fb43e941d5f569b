import type { LayerNode } from '../network';
import { layerOf } from '.';

/**
 * Outputs of a linear layer at each position: the units of a dense layer, the filters of a convolution. undefined for a
 * layer of another role. Throws `network.unknownLayer`.
 */
export function unitsOf({ kind, config }: LayerNode): number | undefined {
  const { unitsKey } = layerOf(kind);
  return unitsKey === undefined ? undefined : (config[unitsKey] as number);
}

/** A linear layer with another number of outputs; its formats are not touched. A layer of another role stays as it is. */
export function withUnits(layer: LayerNode, units: number): LayerNode {
  const { unitsKey } = layerOf(layer.kind);
  return unitsKey === undefined ? layer : { ...layer, config: { ...layer.config, [unitsKey]: units } };
}
