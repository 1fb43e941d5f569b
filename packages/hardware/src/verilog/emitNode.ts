import type { GraphNode, NodeId, Signal, Term } from '../adderGraph/graph';
import { clampTests, type ClampTest } from '../adderGraph/clampTests';
import { nodeFormat } from '../adderGraph/nodeFormat';
import { sumLayout } from '../adderGraph/sumLayout';
import { shifted } from '../adderGraph/usedBits';
import { concatenate, literal, range } from './literal';
import type { Wires } from './wires';

/** Where a node is emitted. */
export interface NodeContext {
  readonly nodes: readonly GraphNode[];
  readonly wires: Wires;
  readonly id: NodeId;
  /** The bits of the node that something reads. */
  readonly from: number;
  readonly to: number;
}

type NodeOf<Kind extends GraphNode['kind']> = Extract<GraphNode, { kind: Kind }>;

/** Lines that declare and compute a combinational node; none for what is wiring alone. */
export function emitNode(node: GraphNode, context: NodeContext): string[] {
  switch (node.kind) {
    case 'constant':
    case 'slice':
    case 'register':
    case 'input':
      return [];
    case 'sum':
      return emitSum(node, context);
    case 'clamp':
      return emitClamp(node, context);
    case 'leaky':
      return emitLeaky(node, context);
    case 'table':
      return emitTable(node, context);
  }
}

function emitSum(node: NodeOf<'sum'>, { nodes, wires, id, from, to }: NodeContext): string[] {
  const { start, concatenation } = sumLayout(node.terms, nodes[node.terms[0].node]);
  const name = wires.name(id);
  const comment = `  // ${name} = ${formula(node.terms, wires, nodes)}, ${node.low} ... ${node.high}`;
  const declare = `  wire ${range(from, to)}${name}`;
  if (concatenation) {
    const [first, second] = node.terms;
    const split = Math.min(Math.max(second.shift, from), to);
    const parts = [wires.bits(first, from, split), wires.bits(second, split, to)];
    return [comment, `${declare} = ${concatenate(parts)};`];
  }
  if (to <= start) {
    return [comment, `${declare} = ${wires.bits(node.terms[0], from, to)};`];
  }
  const lines = [comment, `${declare};`];
  let result = wires.selection(id, Math.max(from, start), to);
  if (from > start) {
    const unused = wires.identifiers.take(`${name}_unused`);
    lines.push(`  wire ${range(0, from - start)}${unused};`);
    result = concatenate([unused, result]);
  }
  lines.push(adder(node.terms, { name, start, to, result }, wires));
  if (from < start) {
    lines.push(`  assign ${wires.selection(id, from, start)} = ${wires.bits(node.terms[0], from, start)};`);
  }
  return lines;
}

function adder(
  terms: readonly Term[],
  { name, start, to, result }: { name: string; start: number; to: number; result: string },
  wires: Wires,
): string {
  const ordered = [...terms.filter(({ negative }) => !negative), ...terms.filter(({ negative }) => negative)];
  const operands = ordered.map((term, i) => `.${'abc'[i]}(${wires.bits(term, start, to)})`);
  const instance = wires.identifiers.take(`add_${name}`);
  const ports = [...operands, `.y(${result})`].join(', ');
  if (terms.length === 2) {
    const module = ordered[1].negative ? 'subtractor2' : 'adder2';
    return `  ${module} #(.WIDTH(${to - start})) ${instance} (${ports});`;
  }
  const [, b, c] = ordered.map(({ negative }) => Number(negative));
  const parameters = `.WIDTH(${to - start}), .SUBTRACT_B(${b}), .SUBTRACT_C(${c})`;
  return `  adder3 #(${parameters}) ${instance} (${ports});`;
}

function formula(terms: readonly Term[], wires: Wires, nodes: readonly GraphNode[]): string {
  const text = terms.map(({ node, shift, negative }, i) => {
    const definition = nodes[node];
    const base =
      definition.kind === 'constant'
        ? String(definition.value)
        : definition.kind === 'slice'
          ? `(${wires.name(definition.x)} >> ${definition.shift})`
          : wires.name(node);
    const sign = negative ? (i === 0 ? '-' : ' - ') : i === 0 ? '' : ' + ';
    return `${sign}${shift === 0 ? base : `(${base} << ${shift})`}`;
  });
  return text.join('');
}

function emitClamp(node: NodeOf<'clamp'>, { nodes, wires, id, from, to }: NodeContext): string[] {
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

function emitTable(node: NodeOf<'table'>, { nodes, wires, id, from, to }: NodeContext): string[] {
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
