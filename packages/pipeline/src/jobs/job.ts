import type { Arrays } from '@nx-codesign/train';
import { CodesignError } from '@nx-codesign/ir';
import type { WorkerSetup } from '../threads/protocol';

/** A piece of work for a worker thread; inputs and outputs are plain data. */
export type Job<I, O> = (input: I, setup: WorkerSetup) => O | Promise<O>;

/** A split that the stage has given to its threads. */
export function splitOf(setup: WorkerSetup, name: keyof WorkerSetup): Arrays {
  const split = setup[name];
  if (split) return split;
  throw new CodesignError('threads.split', `This stage does not give its threads the ${name} split`);
}
