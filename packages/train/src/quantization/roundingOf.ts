import { trace, type LayerNode, type Network } from '@nx-codesign/ir';
import { elementwiseConfigOf, readersOf, roleOf } from './layerRoles';

/** Where and why a layer rounds its value. */
export type Rounding =
  /** Not at all: it stays exact, for the function behind it or because it leaves the network. */
  | { readonly kind: 'none' }
  /** To the activations' width. */
  | { readonly kind: 'value' }
  /** To the width of an address, for the table behind it. */
  | { readonly kind: 'address'; readonly table: string }
  /** As a table's entries. */
  | { readonly kind: 'entry' };

/** How a quantised network rounds the value of a layer. */
export function roundingOf(network: Network, layer: LayerNode): Rounding {
  const readers = readersBehindMoves(network, layer.name);
  switch (roleOf(layer)) {
    case 'linear':
    case 'residual':
    case 'product':
      return roundingOfSums(readers);
    case 'aggregation':
      return adds(network, layer) ? roundingOfSums(readers) : { kind: 'none' };
    case 'elementwise':
      if (isTable(layer)) return { kind: 'entry' };
      return { kind: readers.length > 0 ? 'value' : 'none' };
    default:
      return { kind: 'none' };
  }
}

/** Sums stay exact for piecewise linear functions, which round them afterwards, and where nothing reads them. */
function roundingOfSums(readers: readonly LayerNode[]): Rounding {
  const [first] = readers;
  if (readers.length === 1 && isTable(first)) return { kind: 'address', table: first.name };
  const exact = readers.every((reader) => roleOf(reader) === 'elementwise' && !isTable(reader));
  return { kind: exact ? 'none' : 'value' };
}

/** Whether an aggregation adds, and so has more bits than its input; a maximum has not. */
function adds(network: Network, { name }: LayerNode): boolean {
  return trace(network).operations.some(({ kind, layer }) => layer === name && kind === 'sum');
}

/** The layers that read a value, also behind layers that only move its elements. */
function readersBehindMoves(network: Network, name: string): readonly LayerNode[] {
  return readersOf(network, name).flatMap((reader) => {
    const moves = roleOf(reader) === 'reshape' || roleOf(reader) === 'dropout';
    return moves ? readersBehindMoves(network, reader.name) : [reader];
  });
}

function isTable(layer: LayerNode): boolean {
  const tabulated = elementwiseConfigOf(layer)?.function;
  return tabulated !== undefined && tables.has(tabulated);
}

/** Functions that hardware looks up. */
const tables: ReadonlySet<string> = new Set(['tanh', 'sigmoid', 'gelu']);
