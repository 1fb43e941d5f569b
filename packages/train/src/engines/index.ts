import { CodesignError, suggestName } from '@nx-codesign/ir';
import type { Engine } from '../training/types';
import { createTfjsEngine } from './tfjs/engine';
import { createWasmEngine } from './wasm';

/** Makes an engine, by name. */
export const engines: Readonly<Record<string, () => Engine>> = {
  wasm: createWasmEngine,
  tfjs: createTfjsEngine,
};

/** A new engine of this name, one per worker. Throws `engine.unknown`, naming the nearest. */
export function createEngine(name: string): Engine {
  if (Object.hasOwn(engines, name)) return engines[name]();
  throw new CodesignError(
    'engine.unknown',
    `Unknown engine '${name}'. ${suggestName(name, Object.keys(engines))}`,
  );
}
