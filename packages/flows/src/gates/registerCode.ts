import { Assembler } from './assembler';
import type { Register } from './logic';
import type { MemoryLayout } from './memoryLayout';
import type { WasmFunction } from './wasmEncoder';

const movesPerFunction = 200;
/** The parameter of all functions: where the part's memory begins. */
const base = 0;

interface Move {
  readonly from: number;
  readonly to: number;
}

/**
 * Code for the clock edge: every register takes its data. Data that is another register's output goes through a
 * spare place, so that all registers change at once. The functions' parameter is the address at which the memory of an
 * instance begins.
 */
export function compileRegisters(registers: readonly Register[], layout: MemoryLayout): WasmFunction[] {
  const outputs = new Set(registers.map(({ output }) => output));
  const saves: Move[] = [];
  const takes: Move[] = [];
  for (const { data, output } of registers) {
    let from = layout.addressOf(data);
    if (outputs.has(data)) {
      const spare = layout.reserve();
      saves.push({ from, to: spare });
      from = spare;
    }
    takes.push({ from, to: layout.addressOf(output) });
  }
  return [...compileMoves(saves), ...compileMoves(takes)];
}

function compileMoves(moves: readonly Move[]): WasmFunction[] {
  const functions: WasmFunction[] = [];
  for (let first = 0; first < moves.length; first += movesPerFunction) {
    const code = new Assembler();
    for (const { from, to } of moves.slice(first, first + movesPerFunction)) {
      code.get(base);
      code.get(base);
      code.load(from);
      code.store(to);
    }
    functions.push({ parameters: 1, locals: 0, body: code.finish() });
  }
  return functions;
}
