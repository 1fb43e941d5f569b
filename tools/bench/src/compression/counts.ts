import { costsOf, elementsOf, trace, type AssumedWidths, type Network, type Weights } from '@nx-codesign/ir';

/** Bit operations of a network under the conventions that figures are compared in. */
export interface BitOperations {
  /** As docs and stages count them: every layer at all its positions. */
  readonly all: number;
  /**
   * As NAC counts them (arXiv 2501.05515, utils/bops.py of its repository): each dense layer once, though phi runs on
   * every particle. Its constant for the pooling, under 2 % of its base, is left out.
   */
  readonly once: number;
}

/** Counts a quantised network at its own widths, a float one at the assumed ones. */
export function bitOperations(network: Network, weights: Weights, assumed?: AssumedWidths): BitOperations {
  const positions = positionsByLayer(network);
  const { bops, layers } = costsOf(network, weights, assumed);
  const once = layers.reduce((sum, layer) => sum + layer.bops / (positions.get(layer.name) ?? 1), 0);
  return { all: bops, once };
}

function positionsByLayer(network: Network): ReadonlyMap<string, number> {
  return new Map(
    trace(network).operations.flatMap((operation) =>
      operation.kind === 'matvec'
        ? [[operation.layer, elementsOf(operation.shape.slice(0, -1))] as const]
        : [],
    ),
  );
}
