import { operandsOf, type AdderGraph, type GraphNode, type NodeId } from '../adderGraph/graph';
import { moveOperands } from '../adderGraph/pruneGraph';
import type { UsedBits } from '../adderGraph/usedBits';
import type { Schedule } from './schedule';

/** A graph with the registers of a schedule as nodes, the output registers included; constants need none. */
export function insertRegisters(
  graph: AdderGraph,
  schedule: Schedule,
): { graph: AdderGraph; schedule: Schedule } {
  const nodes: GraphNode[] = [];
  const stage: number[] = [];
  const names: (string | undefined)[] = [];
  /** By node: its copies in the new graph, one per stage from its own on. */
  const copies: NodeId[][] = [];
  const at = (node: NodeId, wanted: number): NodeId => {
    const chain = copies[node];
    if (graph.nodes[node].kind === 'constant') {
      return chain[0];
    }
    while (schedule.stage[node] + chain.length <= wanted) {
      const x = chain[chain.length - 1];
      const { low, high } = nodes[x];
      chain.push(nodes.length);
      stage.push(stage[x] + 1);
      names.push(names[x]);
      nodes.push({ kind: 'register', x, low, high });
    }
    return chain[wanted - schedule.stage[node]];
  };
  graph.nodes.forEach((node, id) => {
    const now = schedule.stage[id];
    operandsOf(node).forEach((operand) => at(operand.node, now));
    copies.push([nodes.length]);
    const moved = moveOperands(node, (operand) => at(operand, now));
    nodes.push(moved);
    stage.push(now);
    names.push(graph.names[id]);
  });
  const outputs = graph.outputs.map((output) => ({
    ...output,
    node: at(output.node, schedule.latencyCycles),
  }));
  return { graph: { nodes, outputs, names }, schedule: { ...schedule, stage } };
}

/** Flip-flops that a graph's registers take. */
export function registerBitsOf({ nodes }: AdderGraph, { from, to }: UsedBits): number {
  return nodes.reduce(
    (bits, node, id) => (node.kind === 'register' ? bits + Math.max(0, to[id] - from[id]) : bits),
    0,
  );
}
