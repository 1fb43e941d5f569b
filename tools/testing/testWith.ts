import { spawnSync } from 'node:child_process';

/** Jest's `test` where the program is on the PATH, else a test that is skipped and names it; CI fails on a skip. */
export function testWith(program: string): jest.It {
  const installed = spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
  if (installed) return test;
  const skipped = (title: string) => test.skip(`${title} (${program} is missing)`, () => undefined);
  return Object.assign(skipped, { each: test.skip.each }) as unknown as jest.It;
}
