import type * as pipeline from '@nx-codesign/pipeline';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { studyText } from '../studyText';

/**
 * Prints the version of the engine that a project's codesign.json names, with the package that brings it, if it is
 * TensorFlow.js: its numbers depend on what is installed, and Nx cannot hash a package that may be absent. Our own engine
 * is hashed by its sources; only its name is printed. Run by Nx as a runtime input of the stages that train.
 */
process.stdout.write(`${engineOf(resolve(process.argv[2] ?? '.'))}\n`);

function engineOf(projectRoot: string): string {
  if (!namesTfjs(projectRoot)) return 'wasm';
  const { engineVersion } = createRequire(__filename)('@nx-codesign/pipeline') as typeof pipeline;
  return `tfjs ${engineVersion('tfjs')}`;
}

/** A config that cannot be read names no engine: the executor reports what is wrong with it. */
function namesTfjs(projectRoot: string): boolean {
  try {
    return (JSON.parse(studyText(projectRoot)) as { engine?: unknown }).engine === 'tfjs';
  } catch {
    return false;
  }
}
