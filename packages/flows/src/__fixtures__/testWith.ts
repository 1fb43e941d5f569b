import { spawnSync } from 'node:child_process';

/** `test` where the program is installed; else a test that is skipped and names it. */
export function testWith(
  program: string,
): (title: string, body: () => Promise<void>, timeoutMs?: number) => void {
  const installed = spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
  if (installed) return test;
  return (title) => test.skip(`${title} (${program} is missing)`, () => undefined);
}
