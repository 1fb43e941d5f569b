import { createWasmEngine, type Engine } from '@nx-codesign/train';

let engine: Engine | undefined;

/** The training engine of this thread; it is compiled once. */
export function threadEngine(): Engine {
  return (engine ??= createWasmEngine());
}
