import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { sha256 } from '@nx-codesign/ir';

/** What `native/addon.cpp` gives. */
export interface NativeAddon {
  /** The kernels it copies and its own sources: see `scripts/nativeSources.cjs`. */
  readonly stamp: string;
  /**
   * The kernels over one memory, by name, and the instruction set they were compiled for (`none`: this processor has
   * none of them). A kernel takes its arguments from `numbers`. `set` names a narrower one than the processor's.
   */
  bind(memory: ArrayBuffer, numbers: Float64Array, set: InstructionSet): BoundKernels;
}

export type InstructionSet = 'widest' | 'avx2';

/** Kernels by name; `set`, and what the kernels work on. */
export type BoundKernels = Readonly<Record<string, (() => void) | string | object>>;

interface NativeSources {
  hashOfNativeSources(folder: string): string;
}

const ownFolder = join(__dirname, '..', '..', '..');

/**
 * The native kernels of the package in `folder`, by default this one, or nothing: where they were not built, do not load,
 * are those of other WebAssembly kernels or of older sources, or where `NX_CODESIGN_NATIVE` is `off`. Nothing is said
 * then, as the bits are the same without them.
 */
export function loadNativeAddon(folder = ownFolder): NativeAddon | undefined {
  if (process.env.NX_CODESIGN_NATIVE === 'off') return undefined;
  const file = join(folder, 'build', `kernels-${process.platform}-${process.arch}.node`);
  if (!existsSync(file)) return undefined;
  const addon = requireAddon(file);
  return addon !== undefined && addon.stamp === expectedStamp(folder, addon.stamp) ? addon : undefined;
}

/** A file for another C library or a damaged one does not load. */
function requireAddon(file: string): NativeAddon | undefined {
  try {
    return createRequire(__filename)(file) as NativeAddon;
  } catch {
    return undefined;
  }
}

/** A published package brings no sources to compare with. */
function expectedStamp(folder: string, found: string): string {
  const [, foundSources] = found.split('-');
  const kernels = sha256(new Uint8Array(readFileSync(join(folder, 'build', 'kernels.wasm'))));
  return `${kernels}-${existsSync(join(folder, 'native')) ? hashOfSources(folder) : foundSources}`;
}

function hashOfSources(folder: string): string {
  const sources = createRequire(__filename)(join(ownFolder, 'scripts', 'nativeSources.cjs')) as NativeSources;
  return sources.hashOfNativeSources(join(folder, 'native'));
}
