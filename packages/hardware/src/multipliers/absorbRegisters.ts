import { operandsOf, type AdderGraph, type GraphNode, type NodeId, type Signal } from '../adderGraph/graph';
import { neededNodes, pruneGraph } from '../adderGraph/pruneGraph';
import type { Schedule } from '../pipelining/schedule';

export interface PipelinedGraph {
  readonly graph: AdderGraph;
  readonly schedule: Schedule;
}

type Nodes = readonly GraphNode[];
type BlockSum = Extract<GraphNode, { kind: 'blockSum' }>;
type Product = Extract<GraphNode, { kind: 'product' }>;

/** Moves products that wait for their block's sum to the clock before it: a block has one register between the two. */
export function scheduleBlocks({ nodes }: AdderGraph, schedule: Schedule): Schedule {
  const stage = [...schedule.stage];
  nodes.forEach((node, id) => {
    if (node.kind === 'blockSum') {
      stage[node.product] = Math.max(stage[node.product], stage[id] - 1);
    }
  });
  return { ...schedule, stage };
}

/**
 * Takes registers of a pipeline into the DSP blocks beside them, where they cost nothing: the one at the output if nothing
 * reads the output without it, the one behind the multiplier, those of the operands and of the addend. A block stands in
 * the stage in which its result is there.
 */
export function absorbRegisters({ graph, schedule }: PipelinedGraph): PipelinedGraph {
  if (!graph.nodes.some(({ kind }) => kind === 'blockSum')) {
    return { graph, schedule };
  }
  const nodes = absorbOperands(absorbResults(graph));
  const absorbed = { ...graph, nodes };
  const stage = neededNodes(absorbed).map((id) => schedule.stage[id]);
  return { graph: pruneGraph(absorbed), schedule: { ...schedule, stage } };
}

/** Puts blocks in the place of the only register that reads them. */
function absorbResults({ nodes, outputs }: AdderGraph): Nodes {
  const readers: NodeId[][] = nodes.map(() => []);
  nodes.forEach((node, id) => operandsOf(node).forEach((operand) => readers[operand.node].push(id)));
  const isOutput = new Set(outputs.map(({ node }) => node));
  const moved = [...nodes];
  nodes.forEach((node, id) => {
    const [reader] = readers[id];
    if (node.kind === 'blockSum' && readers[id].length === 1 && !isOutput.has(id)) {
      if (nodes[reader].kind === 'register') {
        moved[reader] = { ...node, registers: { ...node.registers, result: 1 } };
      }
    }
  });
  return moved;
}

/** Blocks that read what registers read, and have these registers themselves. */
function absorbOperands(nodes: Nodes): Nodes {
  const moved = [...nodes];
  nodes.forEach((node, id) => {
    if (node.kind !== 'blockSum') {
      return;
    }
    const behind = ahead(nodes, { node: node.product, shift: 0 });
    const product = nodes[behind.signal.node] as Product;
    const [a, b] = [ahead(nodes, product.a), ahead(nodes, product.b)];
    const addend = node.addend && ahead(nodes, node.addend);
    moved[behind.signal.node] = { ...product, a: a.signal, b: b.signal };
    const block: BlockSum = {
      ...node,
      product: behind.signal.node,
      ...(addend && { addend: addend.signal }),
      registers: {
        ...node.registers,
        a: a.registers,
        // A constant goes with the other operand, so that the block has registers at both or at none.
        b: nodes[product.b.node].kind === 'constant' ? a.registers : b.registers,
        addend: addend?.registers ?? 0,
        product: behind.registers,
      },
    };
    moved[id] = block;
  });
  return moved;
}

/** What a signal is ahead of its register, if it has one. */
function ahead(nodes: Nodes, signal: Signal): { readonly signal: Signal; readonly registers: 0 | 1 } {
  const node = nodes[signal.node];
  return node.kind === 'register'
    ? { signal: { ...signal, node: node.x }, registers: 1 }
    : { signal, registers: 0 };
}
