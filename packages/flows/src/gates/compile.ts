import { CodesignError } from '@nx-codesign/ir';
import type { Net, Port } from '../netlist/netlist';
import { Assembler } from './assembler';
import { compileCopy, transferBytes } from './copyCode';
import { compileGates } from './gateCode';
import type { Logic } from './logic';
import type { LogicPart } from './logicParts';
import { MemoryLayout, laneCount } from './memoryLayout';
import { orderGates, sinksOf } from './order';
import { bitsPerPlane, compilePack } from './packCode';
import { PlacedDesign, type PlacedInstance, type Transfer } from './placedDesign';
import { compileRegisters } from './registerCode';
import { encodeModule, type WasmFunction } from './wasmEncoder';
import { webAssembly, type WasmProgram } from './webAssembly';

const pageBytes = 65536;

export interface CompiledDesign {
  readonly module: WasmProgram;
  /** By part. */
  readonly layouts: readonly MemoryLayout[];
  readonly placed: PlacedDesign;
  /** Byte address of 128 bytes for `pack` to read. */
  readonly planeAddress: number;
  /** Pairs of addresses that the module expects in its memory, and where. */
  readonly table: Uint32Array;
  readonly tableAddress: number;
}

/** Which nets have their value in memory: those that something reads there, or all that something depends on. */
export type KeptNets = 'read' | 'all';

/** Names of the module's functions; `pack1` ... `pack8` besides. */
export const evaluateName = 'evaluate';
export const edgeName = 'edge';

/**
 * A WebAssembly module that evaluates a design for 128 lanes at a time: `evaluate()` computes all gates from the inputs
 * and registers, `edge()` clocks the registers. The code of a part is there once and runs over the memory of each of its
 * instances. The top is evaluated ahead of the modules, whose outputs are registers.
 */
export function compileDesign(
  parts: readonly LogicPart[],
  inputBus: readonly Net[],
  keep: KeptNets = 'read',
): CompiledDesign {
  const functions: WasmFunction[] = [];
  const add = (body: WasmFunction): number => functions.push(body) - 1;
  const compiled = parts.map(({ logic }, part) =>
    compilePart(logic, { inputBus: part === 0 ? inputBus : [], keep }, add),
  );
  const layouts = compiled.map(({ layout }) => layout);
  const placed = new PlacedDesign(parts, layouts);
  const planeAddress = placed.bytes;
  const tableAddress = planeAddress + laneCount;
  const phases = [placed.transfersToTop(), placed.transfersToInstances()];
  const table = tableOf(phases.flat());
  const copy = add(compileCopy());
  const [top, ...instances] = placed.instances;
  const run = (list: readonly PlacedInstance[], what: 'evaluate' | 'edge', code: Assembler): void => {
    for (const { part, base } of list) {
      code.constant(base);
      code.call(compiled[part][what]);
    }
  };
  const move = (start: number, { length }: readonly Transfer[], code: Assembler): void => {
    if (length === 0) return;
    code.constant(tableAddress + start * transferBytes);
    code.constant(tableAddress + (start + length) * transferBytes);
    code.call(copy);
  };
  const names: Record<string, number> = {};
  names[evaluateName] = add(
    procedure((code) => {
      move(0, phases[0], code);
      run([top], 'evaluate', code);
      move(phases[0].length, phases[1], code);
      run(instances, 'evaluate', code);
    }),
  );
  names[edgeName] = add(procedure((code) => run(placed.instances, 'edge', code)));
  for (let bits = 1; bits <= bitsPerPlane; bits += 1) names[`pack${bits}`] = add(compilePack(bits));
  const memoryPages = Math.ceil((tableAddress + table.byteLength) / pageBytes);
  const bytes = encodeModule({ memoryPages, functions, exports: names });
  return { module: new webAssembly.Module(bytes), layouts, placed, planeAddress, table, tableAddress };
}

interface CompiledPart {
  readonly layout: MemoryLayout;
  /** Indices of functions of one parameter, where the memory of an instance begins. */
  readonly evaluate: number;
  readonly edge: number;
}

function compilePart(
  logic: Logic,
  { inputBus, keep }: { readonly inputBus: readonly Net[]; readonly keep: KeptNets },
  add: (body: WasmFunction) => number,
): CompiledPart {
  const layout = new MemoryLayout(logic.netCount);
  layout.placeBus(inputBus);
  for (const { direction, nets } of logic.ports) if (direction === 'input') layout.placeBus(nets);
  for (const { output } of logic.registers) layout.place(output);
  const ordered = orderGates(logic);
  const sinks = keep === 'all' ? ordered.map(({ output }) => output) : sinksOf(logic);
  const gateParts = compileGates(ordered, sinks, layout);
  checkDriven(logic, layout);
  const edgeParts = compileRegisters(logic.registers, layout);
  const inTurn = (bodies: readonly WasmFunction[]): number => {
    const indices = bodies.map(add);
    return add(procedure((code) => indices.forEach((index) => callWithBase(code, index)), 1));
  };
  return { layout, evaluate: inTurn(gateParts), edge: inTurn(edgeParts) };
}

function callWithBase(code: Assembler, index: number): void {
  code.get(0);
  code.call(index);
}

function procedure(write: (code: Assembler) => void, parameters = 0): WasmFunction {
  const code = new Assembler();
  write(code);
  return { parameters, locals: 0, body: code.finish() };
}

function tableOf(transfers: readonly Transfer[]): Uint32Array {
  const table = new Uint32Array(transfers.length * 2);
  transfers.forEach(([from, to], index) => table.set([from, to], 2 * index));
  return table;
}

/** Every sink and every gate input must come from somewhere. */
function checkDriven(logic: Logic, layout: MemoryLayout): void {
  const driven = new Set(logic.gates.map(({ output }) => output));
  const missing = (net: Net) => !layout.has(net) && !driven.has(net);
  const readers: { what: string; nets: readonly Net[] }[] = [
    ...logic.ports.map(({ name, nets }: Port) => ({ what: `port ${name}`, nets })),
    ...logic.registers.map(({ data, cell }) => ({ what: `register cell ${cell}`, nets: [data] })),
    ...logic.gates.map(({ inputs, cell }) => ({ what: `cell ${cell}`, nets: inputs })),
  ];
  for (const { what, nets } of readers) {
    const net = nets.find(missing);
    if (net === undefined) continue;
    const message = `Net ${net} of ${logic.name}, read by ${what}, has no driver. Link all modules and synthesise again.`;
    throw new CodesignError('flows.badNetlist', message);
  }
}
