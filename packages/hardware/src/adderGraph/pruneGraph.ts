import { operandsOf, type AdderGraph, type GraphNode, type NodeId, type Signal, type Term } from './graph';

/** The nodes that some output needs, in order. */
export function neededNodes({ nodes, outputs }: Pick<AdderGraph, 'nodes' | 'outputs'>): NodeId[] {
  const needed = new Uint8Array(nodes.length);
  outputs.forEach(({ node }) => (needed[node] = 1));
  for (let node = nodes.length - 1; node >= 0; node--) {
    if (needed[node]) {
      operandsOf(nodes[node]).forEach((operand) => (needed[operand.node] = 1));
    }
  }
  return nodes.map((_, node) => node).filter((node) => needed[node]);
}

/** The same graph without the nodes that no output needs, renumbered in order. */
export function pruneGraph({ nodes, outputs, names }: AdderGraph): AdderGraph {
  const kept = neededNodes({ nodes, outputs });
  const renumbered = new Int32Array(nodes.length);
  kept.forEach((node, index) => (renumbered[node] = index));
  const move = (node: NodeId): NodeId => renumbered[node];
  return {
    nodes: kept.map((node) => moveOperands(nodes[node], move)),
    outputs: outputs.map((output) => ({ ...output, node: move(output.node) })),
    names: kept.map((node) => names[node]),
  };
}

/** The same node with its operands elsewhere. */
export function moveOperands(node: GraphNode, move: (operand: NodeId) => NodeId): GraphNode {
  const moved = ({ node: x, shift }: Signal): Signal => ({ node: move(x), shift });
  const movedTerm = ({ node: x, shift, negative }: Term): Term => ({ node: move(x), shift, negative });
  switch (node.kind) {
    case 'input':
    case 'constant':
      return node;
    case 'sum':
      return { kind: 'sum', terms: node.terms.map(movedTerm), low: node.low, high: node.high };
    case 'slice':
    case 'register':
      return { ...node, x: move(node.x) };
    case 'clamp':
    case 'leaky':
    case 'table':
      return { ...node, x: moved(node.x) };
    case 'maximum':
    case 'product':
      return { ...node, a: moved(node.a), b: moved(node.b) };
    case 'row':
      return {
        ...node,
        x: move(node.x),
        y: move(node.y),
        ...(node.addend !== undefined && { addend: move(node.addend) }),
      };
    case 'blockSum':
      return { ...node, product: move(node.product), ...(node.addend && { addend: moved(node.addend) }) };
  }
}
