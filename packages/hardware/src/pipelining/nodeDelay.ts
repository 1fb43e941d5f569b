import { clampTests } from '../adderGraph/clampTests';
import type { GraphNode } from '../adderGraph/graph';
import { intervalWidth } from '../adderGraph/intervalWidth';
import { nodeFormat } from '../adderGraph/nodeFormat';
import { sumLayout } from '../adderGraph/sumLayout';
import { shifted } from '../adderGraph/usedBits';
import type { DelayModel } from './delayModel';

/** Delay of a node from its operands to its value in ns, the net to it included; 0 for wiring. */
export function nodeDelayNs(nodes: readonly GraphNode[], node: GraphNode, model: DelayModel): number {
  switch (node.kind) {
    case 'input':
      return model.inputNs ?? 0;
    case 'constant':
    case 'slice':
    case 'register':
      return 0;
    case 'sum': {
      const { start, concatenation } = sumLayout(node.terms, nodes[node.terms[0].node]);
      const bits = nodeFormat(node).width - start;
      return concatenation || bits <= 0 ? 0 : adderDelayNs(bits, node.terms.length, model);
    }
    case 'row':
      return adderDelayNs(nodeFormat(node).width - 2 * node.digit, 2, model);
    // A route leads into a block but not to the register behind its multiplier: the one that every stage ends with stands
    // for it, and the sum has the one of its addend or of the operands.
    case 'product':
      return model.block.multiplyNs;
    case 'blockSum':
      return model.block.addNs + model.netNs;
    case 'clamp':
      return clampDelayNs(shifted(nodes, node.x), node, model);
    case 'leaky':
      return levelsNs(1, model);
    case 'maximum':
      return adderDelayNs(nodeFormat(node).width, 2, model) + levelsNs(1, model);
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

/** Tests of the operand's upper bits (as the Verilog makes them), then a selection; a comparison is an adder. */
function clampDelayNs(
  x: { readonly low: number; readonly high: number },
  limits: { readonly minimum: number; readonly maximum: number },
  model: DelayModel,
): number {
  const tests = Object.values(clampTests(x, limits));
  if (tests.some(({ kind }) => kind === 'compare')) {
    return adderDelayNs(nodeFormat(x).width, 2, model) + levelsNs(1, model);
  }
  const { width } = intervalWidth(x.low, x.high);
  const testedBits = tests.map((test) => (test.kind === 'bits' ? width - test.fromBit : 0));
  return levelsNs(1 + treeLevels(Math.max(...testedBits), model), model);
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
