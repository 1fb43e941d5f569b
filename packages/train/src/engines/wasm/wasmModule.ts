import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodesignError } from '@nx-codesign/ir';
import type { Kernels } from './kernels';
import { webAssembly, type WasmMemory, type WasmModule } from './webAssembly';

/** The compiled kernels; one per worker, instantiated once per session. */
export interface KernelModule {
  readonly module: WasmModule;
  /** First twelve hexadecimal digits of the SHA-256 of the wasm file. */
  readonly hash: string;
}

export interface KernelInstance {
  readonly kernels: Kernels;
  readonly memory: WasmMemory;
}

const wasmFile = join(__dirname, '..', '..', '..', 'build', 'kernels.wasm');
const pageBytes = 65536;

/** Reads and compiles `build/kernels.wasm` of this package. Throws `engine.kernelsMissing` if it was not built. */
export function loadKernelModule(): KernelModule {
  const bytes = readWasm();
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  return { module: new webAssembly.Module(bytes), hash };
}

/** The kernels over a fresh memory, all zero beyond the heap base. */
export function instantiateKernels({ module }: KernelModule): KernelInstance {
  const { memory, ...kernels } = new webAssembly.Instance(module).exports;
  return { kernels: kernels as unknown as Kernels, memory: memory as WasmMemory };
}

/** Grows a memory until it holds `bytes` bytes. Throws `engine.outOfMemory`. */
export function growMemory(memory: WasmMemory, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing <= 0) return;
  try {
    memory.grow(Math.ceil(missing / pageBytes));
  } catch (cause) {
    throw new CodesignError(
      'engine.outOfMemory',
      `The network needs ${Math.ceil(bytes / 1e6)} MB of WebAssembly memory, which the machine refused: use a smaller batch.`,
      { cause },
    );
  }
}

function readWasm(): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(readFileSync(wasmFile));
  } catch (cause) {
    throw new CodesignError(
      'engine.kernelsMissing',
      `The training kernels are missing at ${wasmFile}: run 'node packages/train/scripts/build-wasm.mjs'.`,
      { cause },
    );
  }
}
