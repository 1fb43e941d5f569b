import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** A program that never ends, with one that it has started itself; writes their ids and its folder beside itself. */
export const endlessProgram = [
  '#!/bin/sh',
  'sleep 1000 &',
  'pwd > "$(dirname "$0")/folder"',
  'echo "$$ $!" > "$(dirname "$0")/ids"',
  'wait',
  '',
].join('\n');

/** Aborts a run of `endlessProgram` in `home`, and expects that nothing of it is left. */
export async function expectEnded(home: string, begin: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
  const stop = new AbortController();
  const run = begin(stop.signal);
  run.catch(() => undefined);
  const read = (file: string) => readFileSync(join(home, file), 'utf8').trim();
  await until(() => existsSync(join(home, 'ids')) && read('ids') !== '');
  stop.abort();
  await expect(run).rejects.toMatchObject({ code: 'flows.cancelled' });
  await until(() => read('ids').split(' ').every((id) => !isRunning(Number(id))));
  const folder = read('folder');
  expect(folder.startsWith(dirname(home))).toBe(true);
  expect(existsSync(folder)).toBe(false);
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await setTimeout(20);
}

/** Not so for one that has ended and that its parent has yet to hear of. */
function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${id}/status`, 'utf8'));
  } catch {
    return false;
  }
}
