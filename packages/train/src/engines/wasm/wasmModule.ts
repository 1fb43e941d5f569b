import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodesignError, sha256 } from '@nx-codesign/ir';
import { checkKernels } from './checkKernels';
import type { Address, Kernels } from './kernels';
import { webAssembly, type WasmMemory, type WasmModule } from './webAssembly';

/** The compiled kernels; one per worker, instantiated once per session. */
export interface KernelModule {
  readonly module: WasmModule;
  /** First twelve hexadecimal digits of the SHA-256 of the wasm file. */
  readonly hash: string;
  /** First free address of a fresh memory. */
  readonly heapBase: Address;
}

export interface KernelInstance {
  readonly kernels: Kernels;
  readonly buffer: ArrayBuffer;
}

const packageFolder = join(__dirname, '..', '..', '..');
const pageBytes = 65536;

/**
 * Reads and compiles `build/kernels.wasm` of the package in `folder`, by default this one. Throws
 * `engine.kernelsMissing` if it was not built, and `engine.kernelsStale` if its sources lie beside it and have
 * changed since.
 */
export function loadKernelModule(folder = packageFolder): KernelModule {
  const bytes = readWasm(join(folder, 'build', 'kernels.wasm'));
  checkKernels(folder);
  const module = new webAssembly.Module(bytes);
  const hash = sha256(bytes).slice(0, 12);
  return { module, hash, heapBase: instantiateKernels(module, pageBytes).kernels.heapBase() };
}

/**
 * The kernels over a fresh memory of `bytes` bytes, all zero beyond the heap base. Throws `engine.outOfMemory`.
 * The memory is made at its final size: growing one that has an instance takes V8 ten times as long.
 */
export function instantiateKernels(module: WasmModule, bytes: number): KernelInstance {
  const memory = allocateMemory(bytes);
  const instance = new webAssembly.Instance(module, { env: { memory } });
  return { kernels: instance.exports as Kernels, buffer: memory.buffer };
}

function allocateMemory(bytes: number): WasmMemory {
  try {
    return new webAssembly.Memory({ initial: Math.ceil(bytes / pageBytes) });
  } catch (cause) {
    throw new CodesignError(
      'engine.outOfMemory',
      `The network needs ${Math.ceil(bytes / 1e6)} MB of WebAssembly memory, which the machine refused: use a smaller batch.`,
      { cause },
    );
  }
}

function readWasm(wasmFile: string): Uint8Array<ArrayBuffer> {
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
