import { clampTests, type ClampTest } from '../adderGraph/clampTests';
import type { Signal } from '../adderGraph/graph';
import { shifted } from '../adderGraph/usedBits';
import { literal, range } from './literal';
import type { NodeContext, NodeOf } from './nodeContext';
import type { Wires } from './wires';

/** A selection between the limits and the operand's bits. */
export function emitClamp(node: NodeOf<'clamp'>, { nodes, wires, id, from, to }: NodeContext): string[] {
  const bounds = shifted(nodes, node.x);
  const { below, above } = clampTests(bounds, node);
  const part = (value: number): string => literal(Math.floor(value / 2 ** from), to - from);
  const choices = [
    ...choice(belowTest(below, node.x, wires), part(node.minimum)),
    ...choice(aboveTest(above, node.x, { wires, afterSign: below.kind === 'sign' }), part(node.maximum)),
    wires.bits(node.x, from, to),
  ];
  return [
    `  // ${wires.name(id)}: ${bounds.low} ... ${bounds.high} clamped to ${node.low} ... ${node.high}`,
    `  wire ${range(from, to)}${wires.name(id)} = ${choices.join(' : ')};`,
  ];
}

function choice(condition: string, value: string): string[] {
  return condition === '' ? [] : [`${condition} ? ${value}`];
}

function belowTest(test: ClampTest, x: Signal, wires: Wires): string {
  const { width } = wires.width(x);
  switch (test.kind) {
    case 'never':
      return '';
    case 'sign':
      return wires.bits(x, width - 1, width);
    case 'bits':
      return `(${wires.bits(x, width - 1, width)} & ~&${wires.bits(x, test.fromBit, width - 1)})`;
    case 'compare':
      return compare(x, '<', test.limit, wires);
  }
}

function aboveTest(
  test: ClampTest,
  x: Signal,
  { wires, afterSign }: { readonly wires: Wires; readonly afterSign: boolean },
): string {
  const { width, signed } = wires.width(x);
  const top = signed ? width - 1 : width;
  switch (test.kind) {
    case 'never':
      return '';
    case 'sign':
      return `~${wires.bits(x, width - 1, width)}`;
    case 'bits': {
      const any = `|${wires.bits(x, test.fromBit, top)}`;
      return signed && !afterSign ? `(~${wires.bits(x, width - 1, width)} & (${any}))` : `(${any})`;
    }
    case 'compare':
      return compare(x, '>', test.limit, wires);
  }
}

function compare(x: Signal, operator: string, limit: number, wires: Wires): string {
  const { width, signed } = wires.width(x);
  const cast = (text: string): string => (signed ? `$signed(${text})` : text);
  return `(${cast(wires.whole(x))} ${operator} ${cast(literal(limit, width))})`;
}
