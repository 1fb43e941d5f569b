import { CodesignError } from '@nx-codesign/ir';
import type { Net, Port } from '../netlist/netlist';
import { Assembler } from './assembler';
import { compileGates } from './gateCode';
import type { Logic } from './logic';
import { MemoryLayout, laneCount } from './memoryLayout';
import { orderGates, sinksOf } from './order';
import { bitsPerPlane, compilePack } from './packCode';
import { compileRegisters } from './registerCode';
import { encodeModule, type WasmFunction } from './wasmEncoder';
import { webAssembly, type WasmProgram } from './webAssembly';

const pageBytes = 65536;

export interface CompiledLogic {
  readonly module: WasmProgram;
  readonly layout: MemoryLayout;
  /** Byte address of 128 bytes for `pack` to read. */
  readonly planeAddress: number;
}

/** Names of the module's functions; `pack1` ... `pack8` besides. */
export const evaluateName = 'evaluate';
export const edgeName = 'edge';

/**
 * A WebAssembly module that evaluates the logic for 128 lanes at a time: `evaluate()` computes all gates from the
 * inputs and registers, `edge()` clocks the registers.
 */
export function compileLogic(logic: Logic, inputBus: readonly Net[]): CompiledLogic {
  const layout = new MemoryLayout(logic.netCount);
  layout.placeBus(inputBus);
  for (const { direction, nets } of logic.ports) if (direction === 'input') layout.placeBus(nets);
  for (const { output } of logic.registers) layout.place(output);
  const ordered = orderGates(logic);
  const gateParts = compileGates(ordered, sinksOf(logic), layout);
  checkDriven(logic, layout);
  const edgeParts = compileRegisters(logic.registers, layout);
  const planeAddress = layout.reserve(laneCount / 16) * 16;
  const functions: WasmFunction[] = [...gateParts, ...edgeParts];
  const exported: Record<string, number> = {};
  const add = (name: string, body: WasmFunction) => (exported[name] = functions.push(body) - 1);
  add(evaluateName, compileCalls(0, gateParts.length));
  add(edgeName, compileCalls(gateParts.length, edgeParts.length));
  for (let bits = 1; bits <= bitsPerPlane; bits += 1) add(`pack${bits}`, compilePack(bits));
  const memoryPages = Math.ceil(layout.bytes / pageBytes);
  return {
    module: new webAssembly.Module(encodeModule({ memoryPages, functions, exports: exported })),
    layout,
    planeAddress,
  };
}

function compileCalls(first: number, count: number): WasmFunction {
  const code = new Assembler();
  for (let index = first; index < first + count; index += 1) code.call(index);
  return { parameters: 0, locals: 0, body: code.finish() };
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
