import { bitLength } from '../adderGraph/integerBits';
import { clampTests } from '../adderGraph/clampTests';
import type { GraphNode } from '../adderGraph/graph';
import { nodeFormat } from '../adderGraph/nodeFormat';
import { sumLayout } from '../adderGraph/sumLayout';
import { shifted } from '../adderGraph/usedBits';
import type { DelayModel } from './delayModel';

/** Delay of a node from its operands to its value in ns, the net to it included; 0 for wiring. */
export function nodeDelayNs(nodes: readonly GraphNode[], node: GraphNode, model: DelayModel): number {
  switch (node.kind) {
    case 'input':
    case 'constant':
    case 'slice':
    case 'register':
      return 0;
    case 'sum': {
      const { start, concatenation } = sumLayout(node.terms, nodes[node.terms[0].node]);
      const bits = nodeFormat(node).width - start;
      return concatenation || bits <= 0 ? 0 : adderDelayNs(bits, node.terms.length, model);
    }
    case 'clamp': {
      const x = shifted(nodes, node.x);
      const { below, above } = clampTests(x, node);
      const compares = [below, above].some(({ kind }) => kind === 'compare');
      const overflowBits = above.kind === 'bits' ? bitLength(x.high) + 1 - above.fromBit : 0;
      const levels =
        above.kind === 'never' && below.kind !== 'bits' ? 1 : 1 + treeLevels(overflowBits, model);
      return compares
        ? adderDelayNs(nodeFormat(x).width, 2, model) + levelsNs(1, model)
        : levelsNs(levels, model);
    }
    case 'leaky':
      return levelsNs(1, model);
    case 'table':
      return levelsNs(
        1 + Math.max(0, Math.ceil((nodeFormat(shifted(nodes, node.x)).width - model.lutInputs) / 2)),
        model,
      );
  }
}

/** Delay of an adder of two or three operands with `bits` result bits. */
export function adderDelayNs(bits: number, operands: number, model: DelayModel): number {
  const { lutNs, netNs, carryInNs, carryPerBitNs, carryOutNs } = model;
  const compressor = operands > 2 ? lutNs + netNs : 0;
  return compressor + netNs + lutNs + carryInNs + bits * carryPerBitNs + carryOutNs;
}

function levelsNs(levels: number, { lutNs, netNs }: DelayModel): number {
  return levels * (lutNs + netNs);
}

/** LUT levels of an AND or OR of `bits` inputs. */
function treeLevels(bits: number, { lutInputs }: DelayModel): number {
  let levels = 0;
  for (let inputs = bits; inputs > 1; inputs = Math.ceil(inputs / lutInputs)) {
    levels++;
  }
  return levels;
}
