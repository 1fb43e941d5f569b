import { CodesignError } from '@nx-codesign/ir';

/** Starts installed programs, so many at a time, first come first served. They run beside the worker threads. */
export interface Programs {
  run<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
  /** Once all that was started has ended; nothing further is started after an abort. */
  ended(): Promise<void>;
}

/**
 * Programs that an abort of the signal ends: in this thread, since a worker thread that is terminated leaves its programs
 * running. After an abort `run` rejects with `stage.aborted`.
 */
export function createPrograms({
  size,
  signal,
}: {
  readonly size: number;
  readonly signal: AbortSignal;
}): Programs {
  const free: (() => void)[] = [];
  const running = new Set<Promise<unknown>>();
  let idle = size;
  const take = async (): Promise<void> => {
    if (idle === 0) return new Promise((resolve) => free.push(resolve));
    idle -= 1;
  };
  const leave = () => {
    const next = free.shift();
    if (next === undefined) idle += 1;
    else next();
  };
  const start = async <Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> => {
    await take();
    try {
      if (signal.aborted) throw aborted();
      return await work(signal);
    } catch (error) {
      throw signal.aborted ? aborted(error) : error;
    } finally {
      leave();
    }
  };
  return {
    run(work) {
      const result = start(work);
      const end = result.catch(() => undefined).finally(() => running.delete(end));
      running.add(end);
      return result;
    },
    ended: async () => void (await Promise.all(running)),
  };
}

function aborted(cause?: unknown): CodesignError {
  return new CodesignError('stage.aborted', 'The stage was stopped before its end', { cause });
}
