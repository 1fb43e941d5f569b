import { Worker } from 'node:worker_threads';
import { CodesignError } from '@nx-codesign/ir';
import type { JobInput, JobName, JobOutput } from './jobs';
import type { Note, Reply, Request, WorkerSetup } from './protocol';
import { workerEntry, type WorkerEntry } from './workerEntry';
import { checkWorkers } from './workers';

/** Worker threads that run jobs, each thread one at a time, first come first served. */
export interface Pool {
  readonly size: number;
  run<N extends JobName>(name: N, input: JobInput<N>): Promise<JobOutput<N>>;
  /** Ends all threads; unfinished jobs reject. */
  close(): Promise<void>;
}

interface Waiting {
  readonly request: Request & { readonly name: JobName };
  /** Of `performance.now()`, once a thread has it. */
  startMs?: number;
  readonly resolve: (output: never) => void;
  readonly reject: (error: Error) => void;
}

export interface PoolOptions {
  readonly size: number;
  readonly setup: WorkerSetup;
  readonly signal: AbortSignal;
  /** What each thread runs; the package's own worker if absent. */
  readonly entry?: WorkerEntry;
  /** Hears what running jobs say they are at. */
  readonly onNote?: (note: string) => void;
  /** Hears of each finished job how long a thread was busy with it, in milliseconds. */
  readonly onWork?: (name: JobName, busyMs: number) => void;
}

/**
 * Starts threads as jobs come, `size` at most. A job's error rejects that job; a thread that dies and an abort
 * reject every job of the pool and of later calls. Throws `workers.invalid` for a size that is no count.
 */
export function createPool(options: PoolOptions): Pool {
  checkWorkers(options.size);
  const pool = new ThreadPool(options);
  const abort = () =>
    void pool.fail(new CodesignError('stage.aborted', 'The stage was stopped before its end'));
  if (options.signal.aborted) abort();
  options.signal.addEventListener('abort', abort, { once: true });
  return {
    size: options.size,
    run: (name, input) => pool.run(name, input),
    close: async () => {
      options.signal.removeEventListener('abort', abort);
      await pool.fail(new CodesignError('threads.closed', 'The worker threads were ended'));
    },
  };
}

class ThreadPool {
  private readonly waiting: Waiting[] = [];
  private readonly running = new Map<Worker, Waiting | undefined>();
  private failure: Error | undefined;
  private ended: Promise<unknown> = Promise.resolve();
  private nextId = 0;

  constructor(private readonly options: PoolOptions) {}

  run<N extends JobName>(name: N, input: JobInput<N>): Promise<JobOutput<N>> {
    if (this.failure) return Promise.reject(this.failure);
    return new Promise<JobOutput<N>>((resolve, reject) => {
      this.waiting.push({ request: { id: this.nextId++, name, input }, resolve, reject });
      this.start();
    });
  }

  /** Ends the threads; the first failure is the one that all jobs report. */
  fail(failure: Error): Promise<unknown> {
    if (this.failure) return this.ended;
    this.failure = failure;
    const threads = [...this.running];
    for (const { reject } of this.waiting.splice(0)) reject(failure);
    for (const [, job] of threads) job?.reject(failure);
    this.ended = Promise.all(threads.map(([thread]) => thread.terminate()));
    return this.ended;
  }

  private start(): void {
    const idle = [...this.running].find(([, job]) => job === undefined)?.[0];
    const thread = idle ?? (this.running.size < this.options.size ? this.open() : undefined);
    const job = thread && this.waiting.shift();
    if (!thread || !job) return;
    this.running.set(thread, job);
    job.startMs = performance.now();
    try {
      thread.postMessage(job.request);
    } catch (cause) {
      // The input cannot be cloned; the thread knows nothing of it.
      this.running.set(thread, undefined);
      job.reject(cause as Error);
    }
  }

  private open(): Worker {
    const { file, options } = this.options.entry ?? workerEntry();
    const thread = new Worker(file, { ...options, workerData: this.options.setup });
    this.running.set(thread, undefined);
    thread.on('message', (message: Reply | Note) => {
      if ('note' in message) this.options.onNote?.(message.note);
      else this.finish(thread, message);
    });
    thread.on('error', (cause) => this.crash(cause));
    thread.on('exit', (code) => this.crash(new Error(`exit code ${code}`)));
    return thread;
  }

  private finish(thread: Worker, reply: Reply): void {
    const job = this.running.get(thread);
    this.running.set(thread, undefined);
    if (job === undefined || job.request.id !== reply.id) return;
    if (job.startMs !== undefined) this.options.onWork?.(job.request.name, performance.now() - job.startMs);
    if (reply.ok) job.resolve(reply.output as never);
    else job.reject(errorOf(reply));
    if (!this.failure) this.start();
  }

  private crash(cause: Error): void {
    const names = [...this.running.values()].flatMap((job) => (job ? [job.request.name] : []));
    const during = names.length === 0 ? '' : ` (running: ${names.join(', ')})`;
    void this.fail(
      new CodesignError('threads.crashed', `A worker thread died${during}: ${cause.message}`, { cause }),
    );
  }
}

function errorOf(reply: Extract<Reply, { ok: false }>): Error {
  const error =
    reply.code === undefined ? new Error(reply.message) : new CodesignError(reply.code, reply.message);
  error.stack = reply.stack;
  return error;
}
