import type { GraphNode } from '../../adderGraph/graph';
import type { BitSource } from './bitSources';
import type { NodeReaders } from './readers';

/** The bits of a node that are read. */
export interface BitRange {
  readonly from: number;
  readonly to: number;
}

/** Names the drivers of a node's bits and counts what computes them. */
export interface Counted<Kind extends GraphNode['kind']> {
  readonly node: Extract<GraphNode, { kind: Kind }>;
  /** Drivers of the node's own bits, to be filled in. */
  readonly bits: Int32Array;
  readonly range: BitRange;
  readonly readers: NodeReaders;
}

/** Sets the read bits of a node. */
export function fill(bits: Int32Array, { from, to }: BitRange, driver: (i: number) => BitSource): void {
  for (let i = from; i < to; i++) bits[i] = driver(i);
}
