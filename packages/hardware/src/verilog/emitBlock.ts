import type { Signal } from '../adderGraph/graph';
import { shifted } from '../adderGraph/usedBits';
import { signedWidth } from '../multipliers/signedWidth';
import { declareResult } from './declareResult';
import { literal } from './literal';
import type { NodeContext, NodeOf } from './nodeContext';

/** An instance for a DSP block: a product, an addend, and the registers inside the block. */
export function emitBlock(node: NodeOf<'blockSum'>, { nodes, wires, id, from, to }: NodeContext): string[] {
  const product = nodes[node.product] as NodeOf<'product'>;
  const operand = (signal: Signal, most = Infinity): { width: number; bits: string } => {
    const width = Math.min(most, signedWidth(shifted(nodes, signal)));
    return { width, bits: wires.bits(signal, 0, width) };
  };
  const [a, b] = [operand(product.a), operand(product.b)];
  const c = node.addend ? operand(node.addend, to) : { width: 1, bits: literal(0, 1) };
  const { registers } = node;
  const parameters = {
    A_WIDTH: a.width,
    B_WIDTH: b.width,
    C_WIDTH: c.width,
    Y_WIDTH: to,
    A_REGISTER: registers.a,
    B_REGISTER: registers.b,
    C_REGISTER: registers.addend,
    PRODUCT_REGISTER: registers.product,
    Y_REGISTER: registers.result,
  };
  const name = wires.name(id);
  const { lines, target } = declareResult({ wires, id, from, to }, 0);
  const list = Object.entries(parameters).map(([key, value]) => `    .${key}(${value})`);
  return [
    `  // ${name}: product${node.addend ? ' and sum' : ''} in a DSP block, ${node.low} ... ${node.high}`,
    ...lines,
    '  multiply #(',
    list.join(',\n'),
    `  ) ${wires.identifiers.take(`multiply_${name}`)} (`,
    `    .clk(clk),`,
    `    .a(${a.bits}),`,
    `    .b(${b.bits}),`,
    `    .c(${c.bits}),`,
    `    .y(${target})`,
    '  );',
  ];
}
