import { intervalWidth } from '../adderGraph/intervalWidth';
import { shifted } from '../adderGraph/usedBits';
import { range } from './literal';
import type { NodeContext, NodeOf } from './nodeContext';

/** A comparison and a selection between two operands' bits. */
export function emitMaximum(node: NodeOf<'maximum'>, { nodes, wires, id, from, to }: NodeContext): string[] {
  const [a, b] = [shifted(nodes, node.a), shifted(nodes, node.b)];
  const { width, signed } = intervalWidth(Math.min(a.low, b.low), Math.max(a.high, b.high));
  const operand = (text: string): string => (signed ? `$signed(${text})` : text);
  const [left, right] = [node.a, node.b].map((signal) => operand(wires.bits(signal, 0, width)));
  const name = wires.name(id);
  return [
    `  // ${name}: the larger of ${a.low} ... ${a.high} and ${b.low} ... ${b.high}`,
    `  wire ${range(from, to)}${name} = (${left} < ${right}) ? ` +
      `${wires.bits(node.b, from, to)} : ${wires.bits(node.a, from, to)};`,
  ];
}
