/** The part of the WebAssembly API that the engine uses; TypeScript declares it for browsers only. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => WasmModule;
  readonly Instance: new (module: WasmModule, imports: WasmImports) => { readonly exports: object };
  /** Sizes in pages of 64 KiB; throws a RangeError if refused. */
  readonly Memory: new (sizes: { readonly initial: number }) => WasmMemory;
}

interface WasmImports {
  readonly env: { readonly memory: WasmMemory };
}

/** Compiled code, shared by all its instances. */
export type WasmModule = object & { readonly __module?: never };

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

export const { WebAssembly: webAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyApi };
