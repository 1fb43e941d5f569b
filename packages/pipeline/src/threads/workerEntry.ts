import { join } from 'node:path';
import type { WorkerOptions } from 'node:worker_threads';

/** A file for a worker thread, and how to start it. */
export interface WorkerEntry {
  readonly file: string;
  readonly options: WorkerOptions;
}

/**
 * The entry file of a worker thread: `worker.js` in an installed package, `worker.ts` in this workspace, where
 * the loader is given by its absolute path (a preload resolves from the current directory, not from here) and
 * sibling packages resolve to their sources by the export condition.
 */
export function workerEntry(): WorkerEntry {
  if (!__filename.endsWith('.ts')) return { file: join(__dirname, 'worker.js'), options: {} };
  const execArgv = ['-r', require.resolve('@swc-node/register'), '--conditions=@nx-codesign/source'];
  return { file: join(__dirname, 'worker.ts'), options: { execArgv } };
}
