import { spawnSync } from 'node:child_process';

/** Jest's `test` where the program is on the PATH, else a test that is skipped and names it; CI fails on a skip. */
export function testWith(program: string): jest.It {
  return testWhere(isInstalled(program), `${program} is missing`);
}

/** The same for a program that CI does not install, in any of its names: its skip is named and does not fail CI. */
export function testWithOptional(...names: readonly string[]): jest.It {
  return testWhere(names.some(isInstalled), `${names.join(' or ')} is not installed, optional`);
}

function isInstalled(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}

function testWhere(installed: boolean, reason: string): jest.It {
  if (installed) return test;
  const skipped = (title: string) => test.skip(`${title} (${reason})`, () => undefined);
  return Object.assign(skipped, { each: test.skip.each }) as unknown as jest.It;
}
