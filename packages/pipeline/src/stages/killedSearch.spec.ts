import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { digestsOf, makeTestStudy, runStages, type TestStudy } from '../__fixtures__/testStudy';

jest.setTimeout(600_000);

let study: TestStudy;
beforeAll(() => {
  const { root, config } = makeTestStudy();
  const { search } = config;
  study = {
    root,
    config: {
      ...config,
      search: {
        ...search,
        fidelity: { epochs: [10, 20, 40], reduction: 2 },
        assume: { ...search.assume, weightBits: [3, 5], sparsity: [0, 0.5] },
      },
    },
  };
});
afterAll(() => rmSync(study.root, { recursive: true }));

const journalOf = (cache: string) => join(study.root, cache, 'journal/journal.jsonl');

/** The lines of a journal that are whole. */
function linesOf(cache: string): string[] {
  if (!existsSync(journalOf(cache))) return [];
  return readFileSync(journalOf(cache), 'utf8').split('\n').slice(0, -1);
}

const keysOf = (cache: string) => linesOf(cache).map((line) => (JSON.parse(line) as { key: string }).key);

/** Starts a search in a process of its own and kills it as soon as its journal has so many lines. */
async function killedAfter(lines: number, cache: string): Promise<void> {
  const configFile = join(study.root, 'config.json');
  writeFileSync(configFile, JSON.stringify(study.config));
  const script = join(__dirname, '../__fixtures__/searchProcess.ts');
  const flags = ['--conditions=@nx-codesign/source', '-r', '@swc-node/register'];
  const child = spawn(process.execPath, [...flags, script, study.root, configFile, cache, cache], {
    stdio: 'ignore',
  });
  while (linesOf(cache).length < lines && child.exitCode === null) await wait(5);
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
}

describe('a search with halving and searched widths that is killed', () => {
  test.each([
    [3, 'in the first rung'],
    [21, 'in a later rung'],
  ])(
    'after %d entries of its journal, %s, goes on with what is not finished, to the same bytes',
    async (lines) => {
      await runStages(study, ['dataset', 'search'], { output: 'whole', cache: 'whole', workers: 1 });
      const cache = `killed${lines}`;
      await killedAfter(lines, cache);
      const before = keysOf(cache);
      expect(before.length).toBeLessThan(keysOf('whole').length);
      await runStages(study, ['dataset', 'search'], { output: cache, cache, workers: 1 });
      expect(digestsOf(join(study.root, cache, 'search'))).toEqual(
        digestsOf(join(study.root, 'whole', 'search')),
      );
      // Every piece of work stands in the journal once: what was finished was not done again.
      expect(new Set(keysOf(cache)).size).toBe(keysOf(cache).length);
      expect([...keysOf(cache)].sort()).toEqual([...keysOf('whole')].sort());
    },
  );
});
