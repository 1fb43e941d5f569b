import type { Net } from '../netlist/netlist';
import { Assembler } from './assembler';
import { compileCopy, transferBytes } from './copyCode';
import { compileGates } from './gateCode';
import type { Logic } from './logic';
import type { LogicPart } from './logicParts';
import { MemoryLayout, laneCount, slotBytes } from './memoryLayout';
import { orderGates, sinksOf } from './order';
import { bitsPerPlane, compilePack } from './packCode';
import { PlacedDesign, type Transfer } from './placedDesign';
import { compileRegisters } from './registerCode';
import { encodeModule, type WasmFunction } from './wasmEncoder';
import { webAssembly, type WasmProgram } from './webAssembly';

const pageBytes = 65536;

export interface CompiledDesign {
  readonly module: WasmProgram;
  /** By part. */
  readonly layouts: readonly MemoryLayout[];
  readonly placed: PlacedDesign;
  /** Groups of 128 lanes that are evaluated side by side. */
  readonly groups: number;
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

export interface CompileOptions {
  readonly keep?: KeptNets;
  /** Groups of 128 lanes. */
  readonly groups?: number;
}

/**
 * A WebAssembly module that evaluates a design for groups of 128 lanes: `evaluate()` computes all gates from the inputs
 * and registers, `edge()` clocks the registers. The code of a part is there once. Function by function it runs over the
 * memory of each of its instances and each group: the code of a large design is larger than the processor's caches, and so
 * is fetched once for all of them. The top is evaluated ahead of the modules, whose outputs are registers.
 */
export function compileDesign(
  parts: readonly LogicPart[],
  inputBus: readonly Net[],
  { keep = 'read', groups = 1 }: CompileOptions = {},
): CompiledDesign {
  const functions: WasmFunction[] = [];
  const add = (body: WasmFunction): number => functions.push(body) - 1;
  const compiled = parts.map(({ logic }, part) => {
    const layout = new MemoryLayout(logic.netCount, groups);
    return compilePart(logic, { layout, inputBus: part === 0 ? inputBus : [], keep }, add);
  });
  const layouts = compiled.map(({ layout }) => layout);
  const placed = new PlacedDesign(parts, layouts);
  const planeAddress = placed.bytes;
  const tableAddress = planeAddress + laneCount;
  const phases = [placed.transfersToTop(), placed.transfersToInstances()];
  const table = tableOf(phases.flat());
  const copy = add(compileCopy(groups));
  const run = (list: readonly number[], what: 'evaluate' | 'edge', code: Assembler): void => {
    for (const part of list) {
      const [start, end] = placed.rangeOf(part);
      for (const sweep of compiled[part][what]) {
        code.constant(start);
        code.constant(end);
        code.call(sweep);
      }
    }
  };
  const modules = parts.slice(1).map((_, index) => index + 1);
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
      run([0], 'evaluate', code);
      move(phases[0].length, phases[1], code);
      run(modules, 'evaluate', code);
    }),
  );
  names[edgeName] = add(procedure((code) => run([0, ...modules], 'edge', code)));
  for (let bits = 1; bits <= bitsPerPlane; bits += 1) names[`pack${bits}`] = add(compilePack(bits, groups));
  const memoryPages = Math.ceil((tableAddress + table.byteLength) / pageBytes);
  const bytes = encodeModule({ memoryPages, functions, exports: names });
  const module = new webAssembly.Module(bytes);
  return { module, layouts, placed, groups, planeAddress, table, tableAddress };
}

interface CompiledPart {
  readonly layout: MemoryLayout;
  /** Indices of functions, to be called in turn with where the memory of the first instance begins and the last one's ends. */
  readonly evaluate: readonly number[];
  readonly edge: readonly number[];
}

function compilePart(
  logic: Logic,
  {
    layout,
    inputBus,
    keep,
  }: { readonly layout: MemoryLayout; readonly inputBus: readonly Net[]; readonly keep: KeptNets },
  add: (body: WasmFunction) => number,
): CompiledPart {
  layout.placeBus(inputBus);
  for (const { direction, nets } of logic.ports) if (direction === 'input') layout.placeBus(nets);
  for (const { output } of logic.registers) layout.place(output);
  const ordered = orderGates(logic);
  const sinks = keep === 'all' ? ordered.map(({ output }) => output) : sinksOf(logic);
  const gateParts = compileGates(ordered, sinks, layout);
  const edgeParts = compileRegisters(logic.registers, layout);
  const sweepsOf = (bodies: readonly WasmFunction[]): number[] =>
    bodies.map((body) => add(sweep(add(body), layout)));
  return { layout, evaluate: sweepsOf(gateParts), edge: sweepsOf(edgeParts) };
}

/** `sweep(start, end)`: calls a function for each instance between two addresses, and each group of lanes. */
function sweep(index: number, { bytes, groups }: MemoryLayout): WasmFunction {
  const [start, end] = [0, 1];
  return procedure((code) => {
    code.repeatWhileBelow(() => {
      for (let group = 0; group < groups; group += 1) {
        code.get(start);
        code.constant(group * slotBytes);
        code.add();
        code.call(index);
      }
      code.get(start);
      code.constant(bytes);
      code.add();
      code.tee(start);
      code.get(end);
    });
  }, 2);
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
