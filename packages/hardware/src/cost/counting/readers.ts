import { operandsOf, type AdderGraph, type GraphNode } from '../../adderGraph/graph';
import type { UsedBits } from '../../adderGraph/usedBits';

/** Kinds of the nodes that read a node, through slices. */
export type NodeReaders = ReadonlySet<GraphNode['kind']>;

/** By node: what reads it. */
export function readersOf({ nodes }: AdderGraph, { from, to }: UsedBits): NodeReaders[] {
  const readers = nodes.map(() => new Set<GraphNode['kind']>());
  for (let id = nodes.length - 1; id >= 0; id--) {
    const node = nodes[id];
    if (from[id] >= to[id]) continue;
    const kinds = node.kind === 'slice' ? [...readers[id]] : [node.kind];
    operandsOf(node).forEach((operand) => kinds.forEach((kind) => readers[operand.node].add(kind)));
  }
  return readers;
}
