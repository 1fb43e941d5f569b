import type { GraphNode } from '../adderGraph/graph';
import { emitBlock } from './emitBlock';
import { emitClamp } from './emitClamp';
import { emitMaximum } from './emitMaximum';
import { emitRow } from './emitRow';
import { emitSum } from './emitSum';
import { emitTable } from './emitTable';
import { range } from './literal';
import type { NodeContext, NodeOf } from './nodeContext';

/** Lines that declare and compute a combinational node; none for what is wiring alone. */
export function emitNode(node: GraphNode, context: NodeContext): string[] {
  switch (node.kind) {
    case 'constant':
    case 'slice':
    case 'register':
    case 'input':
    case 'product':
      return [];
    case 'row':
      return emitRow(node, context);
    case 'blockSum':
      return emitBlock(node, context);
    case 'sum':
      return emitSum(node, context);
    case 'clamp':
      return emitClamp(node, context);
    case 'leaky':
      return emitLeaky(node, context);
    case 'table':
      return emitTable(node, context);
    case 'maximum':
      return emitMaximum(node, context);
  }
}

function emitLeaky(node: NodeOf<'leaky'>, { wires, id, from, to }: NodeContext): string[] {
  const { width } = wires.width(node.x);
  const sign = wires.bits(node.x, width - 1, width);
  const scaled = { ...node.x, shift: node.x.shift + node.slopeShift };
  return [
    `  // ${wires.name(id)}: times 2^${node.slopeShift} unless negative, ${node.low} ... ${node.high}`,
    `  wire ${range(from, to)}${wires.name(id)} = ` +
      `${sign} ? ${wires.bits(node.x, from, to)} : ${wires.bits(scaled, from, to)};`,
  ];
}
