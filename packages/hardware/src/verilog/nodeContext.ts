import type { GraphNode, NodeId } from '../adderGraph/graph';
import type { Wires } from './wires';

/** Where a node is emitted. */
export interface NodeContext {
  readonly nodes: readonly GraphNode[];
  readonly wires: Wires;
  readonly id: NodeId;
  /** The bits of the node that something reads. */
  readonly from: number;
  readonly to: number;
}

export type NodeOf<Kind extends GraphNode['kind']> = Extract<GraphNode, { kind: Kind }>;
