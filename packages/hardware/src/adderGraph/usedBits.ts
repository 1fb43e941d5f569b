import { clampTests } from './clampTests';
import type { AdderGraph, GraphNode, Signal } from './graph';
import { nodeFormat } from './nodeFormat';
import { sumLayout } from './sumLayout';

/** By node: the bits `from ... to - 1` of its value that something reads; none if `from >= to`. */
export interface UsedBits {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

type Need = (signal: Signal, from: number, to: number) => void;

/** Which bits of each value are read, given how many bits of each output leave the graph. */
export function usedBits(graph: AdderGraph, outputWidths: readonly number[]): UsedBits {
  const from = new Int32Array(graph.nodes.length).fill(2 ** 30);
  const to = new Int32Array(graph.nodes.length);
  const need: Need = ({ node, shift }, low, high) => {
    const { width, signed } = nodeFormat(graph.nodes[node]);
    const read = high > shift && high > low && (signed || low - shift < width);
    if (read && width > 0) {
      const top = Math.min(high - shift, width);
      from[node] = Math.min(from[node], Math.max(low - shift, 0), width - 1);
      to[node] = Math.max(to[node], top);
    }
  };
  graph.outputs.forEach((output, i) => need(output, 0, outputWidths[i]));
  for (let id = graph.nodes.length - 1; id >= 0; id--) {
    if (from[id] < to[id]) {
      needOperands(graph, graph.nodes[id], { from: from[id], to: to[id] }, need);
    }
  }
  return { from, to };
}

function needOperands(
  { nodes }: AdderGraph,
  node: GraphNode,
  { from, to }: { readonly from: number; readonly to: number },
  need: Need,
): void {
  switch (node.kind) {
    case 'input':
    case 'constant':
      return;
    case 'sum': {
      const [first, ...others] = node.terms;
      const { start, concatenation } = sumLayout(node.terms, nodes[first.node]);
      need(first, Math.min(from, concatenation ? from : start), concatenation ? Math.min(to, start) : to);
      others.forEach((term) => need(term, concatenation ? from : 0, to));
      return;
    }
    case 'slice':
      return need({ node: node.x, shift: 0 }, from + node.shift, to + node.shift);
    case 'register':
      return need({ node: node.x, shift: 0 }, from, to);
    case 'clamp': {
      const { below, above } = clampTests(shifted(nodes, node.x), node);
      const all = below.kind === 'compare' || above.kind === 'compare';
      return need(node.x, all ? 0 : from, Infinity);
    }
    case 'leaky':
      return need(node.x, Math.max(0, from - node.slopeShift), Infinity);
    case 'table':
      return need(node.x, 0, Infinity);
    case 'row': {
      const place = 2 * node.digit;
      need({ node: node.x, shift: 0 }, 0, to - place);
      need({ node: node.y, shift: 0 }, Math.max(0, place - 1), place + 2);
      if (node.addend !== undefined) {
        need({ node: node.addend, shift: 0 }, Math.min(from, place), to);
      }
      return;
    }
    case 'blockSum':
      need({ node: node.product, shift: 0 }, 0, to);
      return node.addend && need(node.addend, 0, to);
    case 'maximum':
    case 'product':
      need(node.a, 0, Infinity);
      return need(node.b, 0, Infinity);
  }
}

/** Bounds of a signal. */
export function shifted(nodes: readonly GraphNode[], { node, shift }: Signal): { low: number; high: number } {
  return { low: nodes[node].low * 2 ** shift, high: nodes[node].high * 2 ** shift };
}

/** Result bits of all adders that take logic. */
export function adderBitsOf({ nodes }: AdderGraph, { from, to }: UsedBits): number {
  return nodes.reduce((bits, node, id) => {
    if (node.kind !== 'sum' || from[id] >= to[id]) {
      return bits;
    }
    const { start, concatenation } = sumLayout(node.terms, nodes[node.terms[0].node]);
    return concatenation ? bits : bits + Math.max(0, to[id] - start);
  }, 0);
}
