import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createModuleSynthesis } from './moduleSynthesis';
import { createPrograms } from './programs';

jest.setTimeout(60_000);

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'programs-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const until = async (holds: () => boolean) => {
  while (!holds()) await setTimeout(20);
};
const isRunning = (id: number) => {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
};

describe('programs', () => {
  test('run so many at a time, first come first served; one that fails makes room', async () => {
    const programs = createPrograms({ size: 2, signal: new AbortController().signal });
    const started: number[] = [];
    const gates: (() => void)[] = [];
    const runs = [0, 1, 2, 3].map((index) =>
      programs.run(async () => {
        started.push(index);
        await new Promise<void>((resolve) => (gates[index] = resolve));
        if (index === 1) throw new Error('one');
        return index;
      }),
    );
    const settled = Promise.allSettled(runs);
    await until(() => gates.length === 2);
    expect(started).toEqual([0, 1]);
    gates[1]();
    await until(() => gates.length === 3);
    expect(started).toEqual([0, 1, 2]);
    gates[0]();
    gates[2]();
    await until(() => gates.length === 4);
    gates[3]();
    expect((await settled).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
  });

  test('an abort ends a Yosys that runs, and starts none of those that wait', async () => {
    const stop = new AbortController();
    const programs = createPrograms({ size: 1, signal: stop.signal });
    const toolPath = join(folder, 'yosys');
    const script = `case "$1" in -V) echo "Yosys 9.9 (git sha1 abc)";; *) echo $$ >> ${folder}/ids; exec sleep 1000;; esac`;
    writeFileSync(toolPath, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    const noPool = { run: () => Promise.reject(new Error('No thread is needed.')) };
    const options = { flow: 'yosys-native', toolPath, folder, programs };
    const { synthesize } = createModuleSynthesis(noPool, options);
    const runs = ['a', 'b'].map((top) =>
      synthesize({ top, files: { 'm.v': `module ${top}(); endmodule` }, family: 'xcup' }),
    );
    const settled = Promise.allSettled(runs);
    const ids = () => readFileSync(join(folder, 'ids'), 'utf8').trim().split('\n');
    await until(() => existsSync(join(folder, 'ids')) && ids()[0] !== '');
    stop.abort();
    await programs.ended();
    expect(ids()).toHaveLength(1);
    expect(isRunning(Number(ids()[0]))).toBe(false);
    const aborted = { status: 'rejected', reason: expect.objectContaining({ code: 'stage.aborted' }) };
    expect(await settled).toEqual([aborted, aborted]);
  });
});
