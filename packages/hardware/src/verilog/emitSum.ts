import type { GraphNode, Term } from '../adderGraph/graph';
import { sumLayout } from '../adderGraph/sumLayout';
import { declareResult } from './declareResult';
import { concatenate, range } from './literal';
import type { NodeContext, NodeOf } from './nodeContext';
import type { Wires } from './wires';

/** An adder instance with its operands' bits, or plain wiring where the terms do not overlap. */
export function emitSum(node: NodeOf<'sum'>, { nodes, wires, id, from, to }: NodeContext): string[] {
  const { start, concatenation } = sumLayout(node.terms, nodes[node.terms[0].node]);
  const name = wires.name(id);
  const comment = `  // ${name} = ${formula(node.terms, wires, nodes)}, ${node.low} ... ${node.high}`;
  const declare = `  wire ${range(from, to)}${name}`;
  if (concatenation) {
    const [first, second] = node.terms;
    const split = Math.min(Math.max(second.shift, from), to);
    const parts = [wires.bits(first, from, split), wires.bits(second, split, to)];
    return [comment, `${declare} = ${concatenate(parts.filter((part) => part !== ''))};`];
  }
  if (to <= start) {
    return [comment, `${declare} = ${wires.bits(node.terms[0], from, to)};`];
  }
  const { lines: declared, target } = declareResult({ wires, id, from, to }, start);
  const lines = [comment, ...declared];
  lines.push(adder(node.terms, { name, start, to, result: target }, wires));
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
  const ports = [...operands, `.y(${result})`].join(',\n    ');
  if (terms.length === 2) {
    const module = ordered[1].negative ? 'subtractor2' : 'adder2';
    return `  ${module} #(.WIDTH(${to - start})) ${instance} (\n    ${ports}\n  );`;
  }
  const [, b, c] = ordered.map(({ negative }) => Number(negative));
  const parameters = `.WIDTH(${to - start}), .SUBTRACT_B(${b}), .SUBTRACT_C(${c})`;
  return `  adder3 #(${parameters}) ${instance} (\n    ${ports}\n  );`;
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
