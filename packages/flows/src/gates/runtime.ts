import { edgeName, evaluateName, type CompiledLogic } from './compile';
import type { Logic } from './logic';
import { slotBytes } from './memoryLayout';
import { bitsPerPlane } from './packCode';
import { webAssembly } from './webAssembly';

/** Compiled logic with a memory of its own; its registers hold their first values. */
export interface LogicRuntime {
  readonly memory: ArrayBuffer;
  /** Computes all gates from the inputs and the registers. */
  evaluate(): void;
  /** The clock edge: every register takes its data. */
  edge(): void;
  /** `packs[bits - 1]` of `compilePack`. */
  readonly packs: readonly ((bytes: number, slot: number) => void)[];
}

/** Instantiates compiled logic: constant 1 and the registers that start at 1 are set. */
export function startLogic({ module, layout }: CompiledLogic, { registers }: Logic): LogicRuntime {
  const instance = new webAssembly.Instance(module);
  const call = (name: string) => instance.exports[name] as (...args: number[]) => void;
  const memory = (instance.exports.memory as { buffer: ArrayBuffer }).buffer;
  const bytes = new Uint8Array(memory);
  const ones = [1, ...registers.filter(({ initial }) => initial === 1).map(({ output }) => output)];
  for (const net of ones) bytes.fill(0xff, layout.addressOf(net), layout.addressOf(net) + slotBytes);
  return {
    memory,
    evaluate: call(evaluateName),
    edge: call(edgeName),
    packs: Array.from({ length: bitsPerPlane }, (_, index) => call(`pack${index + 1}`)),
  };
}
