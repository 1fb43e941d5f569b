import { nodeFormat } from '../adderGraph/nodeFormat';
import { literal, range } from './literal';
import type { NodeContext, NodeOf } from './nodeContext';

/** A read-only memory as a `case` over the operand's varying bits. */
export function emitTable(node: NodeOf<'table'>, { nodes, wires, id, from, to }: NodeContext): string[] {
  const { width } = nodeFormat(nodes[node.x.node]);
  const name = wires.name(id);
  const cases = node.entries.flatMap((entry, i) => {
    const value = (node.inputLow + i) / 2 ** node.x.shift;
    return Number.isInteger(value)
      ? [`      ${literal(value, width)}: ${name} = ${literal(Math.floor(entry / 2 ** from), to - from)};`]
      : [];
  });
  return [
    `  // ${name}: table of ${cases.length} entries, ${node.low} ... ${node.high}`,
    `  reg ${range(from, to)}${name};`,
    '  always @*',
    `    case (${wires.bits({ node: node.x.node, shift: 0 }, 0, width)})`,
    ...cases,
    `      default: ${name} = ${to - from}'bx;`,
    '    endcase',
  ];
}
