import { CodesignError } from '@nx-codesign/ir';
import { boothDigit } from './boothDigit';
import type { AdderGraph, GraphNode, Signal } from './graph';

/**
 * What a graph computes for one vector: `x[i]` is element i of the module's input, the result its outputs. Throws
 * if a value leaves its bounds, which means that x does.
 */
export function evaluateGraph(graph: AdderGraph, x: readonly number[]): number[] {
  const values: number[] = [];
  const read = ({ node, shift }: Signal): number => values[node] * 2 ** shift;
  for (const node of graph.nodes) {
    const value = evaluateNode(node, x, read);
    if (value < node.low || value > node.high) {
      throw new CodesignError(
        'hardware.outOfBounds',
        `A ${node.kind} node has the value ${value}, expected ${node.low} ... ${node.high}; ` +
          'the input vector is outside the bounds that the program states.',
      );
    }
    values.push(value);
  }
  return graph.outputs.map(read);
}

function evaluateNode(node: GraphNode, x: readonly number[], read: (signal: Signal) => number): number {
  switch (node.kind) {
    case 'input':
      return x[node.element];
    case 'constant':
      return node.value;
    case 'sum':
      return node.terms.reduce((sum, term) => sum + (term.negative ? -1 : 1) * read(term), 0);
    case 'slice':
      return Math.floor(read({ node: node.x, shift: 0 }) / 2 ** node.shift);
    case 'clamp':
      return Math.min(Math.max(read(node.x), node.minimum), node.maximum);
    case 'leaky':
      return read(node.x) < 0 ? read(node.x) : read(node.x) * 2 ** node.slopeShift;
    case 'table':
      return node.entries[read(node.x) - node.inputLow];
    case 'maximum':
      return Math.max(read(node.a), read(node.b));
    case 'row': {
      const addend = node.addend === undefined ? 0 : read({ node: node.addend, shift: 0 });
      const digit = boothDigit(read({ node: node.y, shift: 0 }), node.digit);
      return addend + digit * read({ node: node.x, shift: 2 * node.digit });
    }
    case 'product':
      // `+ 0` turns -0 into 0.
      return read(node.a) * read(node.b) + 0;
    case 'blockSum':
      return read({ node: node.product, shift: 0 }) + (node.addend ? read(node.addend) : 0);
    case 'register':
      return read({ node: node.x, shift: 0 });
  }
}
