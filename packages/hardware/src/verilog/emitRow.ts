import { concatenate, literal, range } from './literal';
import type { NodeContext, NodeOf } from './nodeContext';
import { declareResult } from './declareResult';

/** An instance that adds a digit's multiple; bits below the digit are those of the rows before. */
export function emitRow(node: NodeOf<'row'>, { wires, id, from, to }: NodeContext): string[] {
  const place = 2 * node.digit;
  const whole = (operand: number): { node: number; shift: number } => ({ node: operand, shift: 0 });
  const below = (low: number, high: number): string =>
    node.addend === undefined ? literal(0, high - low) : wires.bits(whole(node.addend), low, high);
  const name = wires.name(id);
  const formula = `digit ${node.digit} of ${wires.name(node.y)} times ${wires.name(node.x)}`;
  const comment = `  // ${name}: ${formula} added, ${node.low} ... ${node.high}`;
  if (to <= place) {
    return [comment, `  wire ${range(from, to)}${name} = ${below(from, to)};`];
  }
  const digit =
    place === 0
      ? concatenate([literal(0, 1), wires.bits(whole(node.y), 0, 2)])
      : wires.bits(whole(node.y), place - 1, place + 2);
  const { lines, target } = declareResult({ wires, id, from, to }, place);
  return [
    comment,
    ...lines,
    `  multiply_row #(.WIDTH(${to - place})) ${wires.identifiers.take(`row_${name}`)} (`,
    `    .a(${wires.bits(whole(node.x), 0, to - place)}),`,
    `    .digit(${digit}),`,
    `    .c(${below(place, to)}),`,
    `    .y(${target})`,
    '  );',
    ...(from < place ? [`  assign ${wires.selection(id, from, place)} = ${below(from, place)};`] : []),
  ];
}
