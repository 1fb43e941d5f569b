import type { Kernels } from '../wasm/kernels';
import { type InstructionSet, loadNativeAddon, type NativeAddon } from './addon';

/** Most arguments of a kernel, with room to spare. */
const argumentRoom = 24;

export interface KernelMemory {
  readonly kernels: Kernels;
  readonly buffer: ArrayBuffer;
}

/**
 * The kernels of a WebAssembly instance, those that the addon has replaced by native ones on the same memory: the same
 * bits, in wider vectors.
 */
export function withNativeKernels<Memory extends KernelMemory>(
  memory: Memory,
  addon: NativeAddon,
  set: InstructionSet = 'widest',
): Memory {
  const numbers = new Float64Array(argumentRoom);
  const bound = addon.bind(memory.buffer, numbers, set);
  const native = Object.entries(bound).flatMap(([name, run]) =>
    typeof run === 'function' ? [[name, callOf(run as () => void, numbers)] as const] : [],
  );
  return { ...memory, kernels: { ...memory.kernels, ...Object.fromEntries(native) } };
}

/** Instruction set of the native kernels that the engine uses on this machine; undefined where it uses none. */
export function nativeInstructionSet(): string | undefined {
  const set = loadNativeAddon()?.bind(new ArrayBuffer(0), new Float64Array(argumentRoom), 'widest').set;
  return typeof set === 'string' && set !== 'none' ? set : undefined;
}

/** A kernel as a function of its arguments. */
function callOf(run: () => void, numbers: Float64Array) {
  return (...values: number[]) => {
    for (let i = 0; i < values.length; i++) numbers[i] = values[i];
    run();
  };
}
