import { createEngine, type Arrays, type Engine, type SplitName } from '@nx-codesign/train';
import { CodesignError } from '@nx-codesign/ir';
import type { WorkerSetup } from '../threads/protocol';

/** What a worker thread keeps for its jobs: the splits that it was given, and the training engine. */
export interface JobContext {
  readonly splits: WorkerSetup;
  /** Compiled at the first call, then the same one. */
  readonly engine: () => Engine;
  /** Says what the running job is at, in a few words; for progress lines only. */
  readonly tell: (note: string) => void;
}

/** A piece of work for a worker thread; inputs and outputs are plain data. */
export type Job<I, O> = (input: I, context: JobContext) => O | Promise<O>;

/** The context of one thread; `tell` is heard by nobody if absent. */
export function createJobContext(
  splits: WorkerSetup,
  tell: JobContext['tell'] = () => undefined,
): JobContext {
  let engine: Engine | undefined;
  return { splits, engine: () => (engine ??= createEngine(splits.engine ?? 'wasm')), tell };
}

/** A split that the stage has given to its threads. */
export function splitOf(splits: WorkerSetup, name: SplitName): Arrays {
  const split = splits[name];
  if (split) return split;
  throw new CodesignError('threads.split', `This stage does not give its threads the ${name} split`);
}
