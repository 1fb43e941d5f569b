import type { LayerNode, Network } from '@nx-codesign/ir';
import { elementwiseConfigOf, readersOf, roleOf } from './layerRoles';

/** Where and why a layer rounds its value. */
export type Rounding =
  /** Not at all: its sums stay exact, for the function behind it or because they leave the network. */
  | { readonly kind: 'none' }
  /** To the activations' width. */
  | { readonly kind: 'value' }
  /** To the width of an address, for the table behind it. */
  | { readonly kind: 'address'; readonly table: string }
  /** As a table's entries. */
  | { readonly kind: 'entry' };

/** How a quantised network rounds the value of a layer. */
export function roundingOf(network: Network, layer: LayerNode): Rounding {
  const reader = readerBehindReshapes(network, layer.name);
  switch (roleOf(layer)) {
    case 'linear':
      if (!reader) return { kind: 'none' };
      if (isTable(reader)) return { kind: 'address', table: reader.name };
      return { kind: roleOf(reader) === 'elementwise' ? 'none' : 'value' };
    case 'elementwise':
      if (isTable(layer)) return { kind: 'entry' };
      return { kind: reader ? 'value' : 'none' };
    default:
      return { kind: 'none' };
  }
}

function readerBehindReshapes(network: Network, name: string): LayerNode | undefined {
  const [reader] = readersOf(network, name);
  return reader && roleOf(reader) === 'reshape' ? readerBehindReshapes(network, reader.name) : reader;
}

function isTable(layer: LayerNode): boolean {
  const tabulated = elementwiseConfigOf(layer)?.function;
  return tabulated === 'tanh' || tabulated === 'sigmoid';
}
