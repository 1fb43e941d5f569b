import { parentPort, workerData } from 'node:worker_threads';
import { CodesignError } from '@nx-codesign/ir';
import { createJobContext } from '../jobs/job';
import { jobs, type Job } from './jobs';
import type { Note, Reply, Request, WorkerSetup } from './protocol';

const tell = (note: string) => parentPort?.postMessage({ note } satisfies Note);
const context = createJobContext(workerData as WorkerSetup, tell);

parentPort?.on('message', (request: Request) => {
  void run(request).then((reply) => parentPort?.postMessage(reply));
});

async function run({ id, name, input }: Request): Promise<Reply> {
  const job = jobs[name as keyof typeof jobs] as Job<unknown, unknown>;
  try {
    return { id, ok: true, output: await job(input, context) };
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    return {
      id,
      ok: false,
      message: error.message,
      code: error instanceof CodesignError ? error.code : undefined,
      stack: error.stack,
    };
  }
}
