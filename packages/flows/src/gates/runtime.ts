import { constantOne } from '../netlist/netlist';
import { edgeName, evaluateName, type CompiledDesign } from './compile';
import type { LogicPart } from './logicParts';
import { slotBytes } from './memoryLayout';
import { bitsPerPlane } from './packCode';
import { webAssembly } from './webAssembly';

/** A compiled design with a memory of its own; its registers hold their first values. */
export interface DesignRuntime {
  readonly memory: ArrayBuffer;
  /** Computes all gates from the inputs and the registers. */
  evaluate(): void;
  /** The clock edge: every register takes its data. */
  edge(): void;
  /** `packs[bits - 1]` of `compilePack`. */
  readonly packs: readonly ((bytes: number, slot: number) => void)[];
}

/** Instantiates a compiled design: constant 1 and the registers that start at 1 are set. */
export function startDesign(compiled: CompiledDesign, parts: readonly LogicPart[]): DesignRuntime {
  const { module, layouts, placed, table, tableAddress } = compiled;
  const instance = new webAssembly.Instance(module);
  const call = (name: string) => instance.exports[name] as (...args: number[]) => void;
  const memory = (instance.exports.memory as { buffer: ArrayBuffer }).buffer;
  const bytes = new Uint8Array(memory);
  const ones = parts.map(({ logic }) => [
    constantOne,
    ...logic.registers.filter(({ initial }) => initial === 1).map(({ output }) => output),
  ]);
  for (const { part, base } of placed.instances) {
    for (const net of ones[part]) {
      const address = base + layouts[part].addressOf(net);
      bytes.fill(0xff, address, address + layouts[part].groups * slotBytes);
    }
  }
  new Uint32Array(memory, tableAddress, table.length).set(table);
  return {
    memory,
    evaluate: call(evaluateName),
    edge: call(edgeName),
    packs: Array.from({ length: bitsPerPlane }, (_, index) => call(`pack${index + 1}`)),
  };
}
