import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TrainingRequest } from '../jobs/trainNetwork';
import { createPool, type Pool } from './pool';

/** A worker that echoes its input, or does what the input's `network` says. */
const script = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', ({ id, input: { network } }) => {
  if (network === 'die') throw new Error('out of something');
  if (network === 'exit') process.exit(3);
  if (network === 'hang') return;
  if (network === 'tell') parentPort.postMessage({ note: 'half way' });
  if (network === 'fail') return parentPort.postMessage({ id, ok: false, code: 'ir.odd', message: 'odd network' });
  setTimeout(() => parentPort.postMessage({ id, ok: true, output: network }), network === 'slow' ? 50 : 0);
});`;

let folder: string;
let pool: Pool;
const abort = () => new AbortController();
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pool-'));
  writeFileSync(join(folder, 'worker.js'), script);
});
afterEach(() => pool.close());
afterAll(() => rmSync(folder, { recursive: true }));

function open(size: number, controller = abort()): (order: string) => Promise<unknown> {
  const entry = { file: join(folder, 'worker.js'), options: {} };
  pool = createPool({ size, setup: {}, signal: controller.signal, entry });
  return (order) => pool.run('trainNetwork', { network: order } as unknown as TrainingRequest);
}

describe('the worker pool', () => {
  test.each([1, 2, 3])('with %i threads, every job gets its own answer', async (size) => {
    const run = open(size);
    const orders = ['slow', 'a', 'b', 'slow', 'c'];
    expect(await Promise.all(orders.map(run))).toEqual(orders);
  });

  test.each([0, -1, 1.5, NaN, Infinity])('%p threads are refused', (size) => {
    const signal = abort().signal;
    expect(() => createPool({ size, setup: {}, signal })).toThrow(
      expect.objectContaining({
        code: 'workers.invalid',
        message: expect.stringContaining(`workers is ${size};`),
      }),
    );
  });

  test('what a job says it is at is heard, before its answer', async () => {
    const heard: string[] = [];
    const entry = { file: join(folder, 'worker.js'), options: {} };
    const onNote = (note: string) => heard.push(note);
    pool = createPool({ size: 1, setup: {}, signal: abort().signal, entry, onNote });
    const input = { network: 'tell' } as unknown as TrainingRequest;
    expect(await pool.run('trainNetwork', input)).toBe('tell');
    expect(heard).toEqual(['half way']);
  });

  test('an error of a job keeps its code, and the thread goes on', async () => {
    const run = open(1);
    await expect(run('fail')).rejects.toMatchObject({
      name: 'CodesignError',
      code: 'ir.odd',
      message: 'odd network',
    });
    expect(await run('a')).toBe('a');
  });

  test.each([
    ['die', /worker thread died .*out of something/],
    ['exit', /worker thread died .*exit code 3/],
  ])('a thread that does "%s" fails its job, those waiting and those to come', async (order, message) => {
    const run = open(1);
    const [first, second] = await Promise.allSettled([run(order), run('a')]);
    expect(first).toMatchObject({
      reason: { code: 'threads.crashed', message: expect.stringMatching(message) },
    });
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'threads.crashed' } });
    await expect(run('a')).rejects.toMatchObject({ code: 'threads.crashed' });
  });

  test('an abort ends a job that would never end', async () => {
    const controller = abort();
    const run = open(1, controller);
    const hanging = run('hang');
    controller.abort();
    await expect(hanging).rejects.toMatchObject({ code: 'stage.aborted' });
  });

  test('a second abort, and an abort before the start, do no harm', async () => {
    const controller = abort();
    controller.abort();
    controller.abort();
    await expect(open(1, controller)('a')).rejects.toMatchObject({ code: 'stage.aborted' });
  });

  test('an input that cannot be cloned rejects that job only', async () => {
    const run = open(1);
    const input = { network: () => undefined } as unknown as TrainingRequest;
    await expect(pool.run('trainNetwork', input)).rejects.toThrow(/could not be cloned/);
    expect(await run('a')).toBe('a');
  });

  test('closing rejects what is left', async () => {
    const hanging = open(1)('hang');
    const closed = pool.close();
    await expect(hanging).rejects.toMatchObject({ code: 'threads.closed' });
    await closed;
  });
});

describe("the package's own worker", () => {
  test("runs from here, and a job's error comes back with its code", async () => {
    pool = createPool({ size: 1, setup: {}, signal: abort().signal });
    const model = { network: {}, weights: {} } as never;
    await expect(pool.run('compareEngine', model)).rejects.toMatchObject({ code: 'threads.split' });
  }, 30_000);
});
