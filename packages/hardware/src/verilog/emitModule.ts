import type { DesignModule, ElementPort } from '../design/design';
import { busWidth } from '../design/ports';
import { emitNode } from './emitNode';
import { literal, range } from './literal';
import { unreadRanges, Wires } from './wires';

/** Verilog text of one module of a design. */
export function emitModule(module: DesignModule, header: readonly string[]): string {
  const wires = new Wires(module);
  const stages = Array.from({ length: module.latencyCycles }, (_, stage) => emitStage(module, wires, stage));
  return [
    ...header,
    `// Layers: ${module.layers.join(', ')}. One vector per clock, the result after ${module.latencyCycles} clocks.`,
    ...portTable('x', module.reads, module.input),
    ...portTable('y', module.layers[module.layers.length - 1], module.output),
    `module ${module.name} (`,
    '  input wire clk,',
    `  input wire ${busRange(module.input)}x,`,
    `  output wire ${busRange(module.output)}y`,
    ');',
    ...emitInputs(module, wires),
    ...stages.flat(),
    '',
    ...emitOutput(module, wires),
    ...emitUnused(module, wires),
    'endmodule',
    '',
  ].join('\n');
}

/** The declared range of a packed bus; a bus without bits is declared as one bit, constantly 0. */
export function busRange(ports: readonly ElementPort[]): string {
  return range(0, Math.max(1, busWidth(ports)));
}

function portTable(name: string, value: string, ports: readonly ElementPort[]): string[] {
  return [
    `// ${name}: ${value}`,
    ...ports.map(({ offset, width, signed, fraction }, i) =>
      width === 0
        ? `//   ${i}: no bits`
        : `//   ${i}: [${offset + width - 1}:${offset}] ${signed ? 'signed' : 'unsigned'}, step 2^${-fraction}`,
    ),
  ];
}

/** A wire per input element that is read. */
function emitInputs(module: DesignModule, wires: Wires): string[] {
  return usedInputs(module, wires).map(({ id, from, to, offset }) => {
    const bits = busSelect(module.input, offset + from, offset + to);
    return `  wire ${range(from, to)}${wires.name(id)} = ${bits};`;
  });
}

/** A wire that reads what nothing else does, so that linters need not ask. */
function emitUnused(module: DesignModule, wires: Wires): string[] {
  const read = new Uint8Array(Math.max(1, busWidth(module.input)));
  usedInputs(module, wires).forEach(({ from, to, offset }) => read.fill(1, offset + from, offset + to));
  const unread = unreadRanges(read).map(([from, to]) => busSelect(module.input, from, to));
  const clocked = ['register', 'blockSum'];
  if (!module.graph.nodes.some((node, id) => clocked.includes(node.kind) && wires.isUsed(id))) {
    unread.push('clk');
  }
  unread.push(...wires.unread());
  return unread.length === 0 ? [] : [`  wire unused = &{1'b0, ${unread.join(', ')}};`];
}

function usedInputs(
  module: DesignModule,
  wires: Wires,
): { id: number; from: number; to: number; offset: number }[] {
  return module.graph.nodes.flatMap((node, id) =>
    node.kind === 'input' && wires.isUsed(id)
      ? [
          {
            id,
            from: wires.used.from[id],
            to: wires.used.to[id],
            offset: module.input[node.element].offset,
          },
        ]
      : [],
  );
}

function busSelect(ports: readonly ElementPort[], from: number, to: number): string {
  if (Math.max(1, busWidth(ports)) === to - from) {
    return 'x';
  }
  return to - from === 1 ? `x[${from}]` : `x[${to - 1}:${from}]`;
}

function emitStage(module: DesignModule, wires: Wires, stage: number): string[] {
  const { nodes } = module.graph;
  const at = nodes.map((_, id) => id).filter((id) => wires.isUsed(id));
  const logic = at.filter((id) => stageOf(module, id) === stage);
  const registers = at.filter(
    (id) => nodes[id].kind === 'register' && module.schedule.stage[id] === stage + 1,
  );
  const [from, to] = [wires.used.from, wires.used.to];
  return [
    '',
    `  // Stage ${stage + 1} of ${module.latencyCycles}`,
    ...logic.flatMap((id) => emitNode(nodes[id], { nodes, wires, id, from: from[id], to: to[id] })),
    ...registers.map((id) => `  reg ${range(from[id], to[id])}${wires.name(id)};`),
    ...(registers.length === 0 ? [] : ['  always @(posedge clk) begin']),
    ...registers.map((id) => {
      const node = nodes[id];
      const source = node.kind === 'register' ? wires.bits({ node: node.x, shift: 0 }, from[id], to[id]) : '';
      return `    ${wires.name(id)} <= ${source};`;
    }),
    ...(registers.length === 0 ? [] : ['  end']),
  ];
}

/** The stage that computes a node: that of a DSP block with a register at its output is the one before its value's. */
function stageOf({ graph, schedule }: DesignModule, id: number): number {
  const node = graph.nodes[id];
  return schedule.stage[id] - (node.kind === 'blockSum' ? node.registers.result : 0);
}

function emitOutput(module: DesignModule, wires: Wires): string[] {
  const parts = module.graph.outputs.map((output, i) => wires.bits(output, 0, module.output[i].width));
  const present = parts.filter((part) => part !== '');
  return [`  assign y = ${present.length === 0 ? literal(0, 1) : wrapped(present)};`];
}

function wrapped(parts: readonly string[]): string {
  return parts.length === 1 ? parts[0] : `{\n    ${[...parts].reverse().join(',\n    ')}\n  }`;
}
