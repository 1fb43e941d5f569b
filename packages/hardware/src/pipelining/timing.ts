import { operandsOf, type AdderGraph, type NodeId } from '../adderGraph/graph';
import { nodeFormat } from '../adderGraph/nodeFormat';
import type { DelayModel } from './delayModel';
import { nodeDelayNs } from './nodeDelay';

/** What scheduling needs to know of a graph. */
export interface TimingGraph {
  /** By node: the nodes that it reads, constants left out. */
  readonly operands: readonly (readonly NodeId[])[];
  /** By node: the nodes that read it. */
  readonly readers: readonly (readonly NodeId[])[];
  readonly delayNs: readonly number[];
  /** By node: bits of a register of its value. */
  readonly bits: readonly number[];
  readonly isOutput: readonly boolean[];
  /** When a registered value is there after its clock edge. */
  readonly startNs: number;
  /** When a value has to be there to be registered at the next one. */
  readonly endNs: number;
}

export function timingGraph(graph: AdderGraph, model: DelayModel, clockPeriodNs: number): TimingGraph {
  const { nodes } = graph;
  const operands = nodes.map((node) => [
    ...new Set(
      operandsOf(node)
        .map((operand) => operand.node)
        .filter((operand) => nodes[operand].kind !== 'constant'),
    ),
  ]);
  const readers: NodeId[][] = nodes.map(() => []);
  operands.forEach((list, id) => list.forEach((operand) => readers[operand].push(id)));
  const outputs = new Set(graph.outputs.map(({ node }) => node));
  return {
    operands,
    readers,
    delayNs: nodes.map((node) => nodeDelayNs(nodes, node, model)),
    bits: nodes.map((node) => nodeFormat(node).width),
    isOutput: nodes.map((node, id) => outputs.has(id) && node.kind !== 'constant'),
    startNs: model.clockToOutputNs,
    endNs: clockPeriodNs - model.setupNs - model.netNs,
  };
}

/** When the value of a node is there in its stage: after its latest operand of the same stage. */
export function readyNs(
  graph: TimingGraph,
  stage: readonly number[],
  ready: readonly number[],
  id: NodeId,
): number {
  let start = graph.startNs;
  for (const operand of graph.operands[id]) {
    if (stage[operand] === stage[id]) {
      start = Math.max(start, ready[operand]);
    }
  }
  return start + graph.delayNs[id];
}
