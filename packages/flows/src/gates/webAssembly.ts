/** A compiled module; may be sent to other threads. */
export type WasmProgram = object;

interface WebAssemblyInterface {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => WasmProgram;
  readonly Instance: new (module: WasmProgram) => { readonly exports: Readonly<Record<string, unknown>> };
}

/** What is used of the WebAssembly JavaScript interface: TypeScript has its types in the DOM library only. */
export const webAssembly = (globalThis as unknown as { WebAssembly: WebAssemblyInterface }).WebAssembly;
