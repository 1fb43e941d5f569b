import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startCacheServer, type CacheServer } from './cacheServer';
import { cloneWorkspace } from './cloneWorkspace';
import { edited, tinyStudy } from './study';
import { TestProject, type Outcome, type Target } from './workspace';

const algorithm = { kind: 'nsga2', population: 4, trials: 16, islands: 2, rounds: 2 };
const study = edited(tinyStudy(), 'search.algorithm', algorithm);
const withAlgorithm = (changes: object) => edited(study, 'search.algorithm', { ...algorithm, ...changes });

const first: Target[] = ['search--r0-i0', 'search--r0-i1'];
const second: Target[] = ['search--r1-i0', 'search--r1-i1'];
const later: Target[] = ['local-search', 'qat', 'prune', 'hls-emit', 'synthesize', 'report'];
const all = (outcome: Outcome, targets: readonly Target[]) =>
  Object.fromEntries(targets.map((target) => [target, outcome]));

const linesOf = (journal: string) =>
  existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').length - 1 : 0;

/** Artefacts of the search: its shards and their merge. */
function searched(project: TestProject): Record<string, string> {
  const entries = Object.entries(project.artefacts()).filter(([path]) => path.startsWith('search'));
  return Object.fromEntries(entries);
}

/** Many runs of Nx one after the other; the limit of a test is for one. */
const manyRunsMs = 1_800_000;

describe('a search by islands, with Nx for real', () => {
  const project = new TestProject('islands', study);
  let reference: Record<string, string>;
  let server: CacheServer;

  beforeAll(async () => {
    server = await startCacheServer();
    project.forgetAll();
    const { targets, output } = project.succeed('search');
    expect(targets).toEqual(all('ran', ['dataset', ...first, ...second, 'search']));
    expect(output).toMatch(/round 1, island 1 .*0\.\d{4}$/m);
    reference = searched(project);
    expect(Object.keys(reference)).toEqual(
      expect.arrayContaining(['search/trials.jsonl', 'search--r1-i1/trials.jsonl']),
    );
  });
  afterAll(() => server.close());
  beforeEach(() => project.writeConfig(study));

  it('is taken from the cache as a whole when nothing changed', () => {
    const { targets } = project.succeed('search');
    expect(targets).toEqual(all('hit', ['dataset', ...first, ...second, 'search']));
  });

  it('reruns no shard when only the choice of candidates changes, and the first one alone when the baselines do', () => {
    project.writeConfig(edited(study, 'search.allowedLoss', 0.05));
    expect(project.succeed('search').targets).toEqual({
      ...all('hit', ['dataset', ...first, ...second]),
      search: 'ran',
    });
    const baselines = [{ depth: 1, width1: 4, activation: 'relu', norm: 'none' }];
    project.writeConfig(edited(study, 'search.baselines', baselines));
    expect(project.succeed('search--r0-i1').targets).toEqual(all('hit', ['dataset', 'search--r0-i1']));
    expect(project.succeed('search--r0-i0').targets).toEqual({ dataset: 'hit', 'search--r0-i0': 'ran' });
  });

  it('grows by a round, and keeps the finished rounds, each shard with its share of the trials', () => {
    project.writeConfig(withAlgorithm({ rounds: 3, trials: 24 }));
    expect(project.succeed('search').targets).toEqual({
      ...all('hit', ['dataset', ...first, ...second]),
      ...all('ran', ['search--r2-i0', 'search--r2-i1', 'search']),
    });
  });

  it('grows by an island, and keeps what does not go on from it', () => {
    project.writeConfig(withAlgorithm({ islands: 3, trials: 24 }));
    expect(project.succeed('search').targets).toEqual({
      ...all('hit', ['dataset', ...first]),
      ...all('ran', ['search--r0-i2', ...second, 'search--r1-i2', 'search']),
    });
  });

  it('refuses trials that do not divide, and names the nearest that do', () => {
    project.writeConfig(withAlgorithm({ trials: 18 }));
    const { status, output } = project.run('search');
    expect(status).not.toBe(0);
    expect(output).toContain('expected a multiple of 4, for example 16 or 20');
  });

  it(
    'gives the same bytes as a matrix of jobs, each on a machine of its own with the remote cache',
    async () => {
      const outcomes: Record<string, Outcome | undefined> = {};
      for (const target of [...first, ...second, 'search'] as const) {
        project.forgetAll();
        const { targets } = await project.succeedBeside(target, server.env);
        outcomes[target] = targets[target];
        const others = Object.entries(targets).filter(([name]) => name !== target && name !== 'dataset');
        expect(others.filter(([, outcome]) => outcome !== 'remote')).toEqual([]);
      }
      expect(outcomes).toEqual(all('ran', [...first, ...second, 'search']));
      expect(searched(project)).toEqual(reference);
      expect(server.takeRequests().filter(({ status }) => ![200, 404].includes(status))).toEqual([]);
    },
    manyRunsMs,
  );

  it(
    'gives the same bytes after a shard was killed (SIGKILL) in the middle and the search started again',
    async () => {
      project.forgetAll();
      project.succeed('search--r0-i0', { NX_CODESIGN_WORKERS: '1' });
      await killAfterOneTraining(project, 'search--r0-i1');
      expect(existsSync(join(project.outputRoot, 'search--r0-i1'))).toBe(false);
      expect(project.succeed('search').targets).toEqual({
        ...all('hit', ['dataset', 'search--r0-i0']),
        ...all('ran', ['search--r0-i1', ...second, 'search']),
      });
      expect(searched(project)).toEqual(reference);
    },
    manyRunsMs,
  );

  it(
    'lets a second clone take everything from the remote cache and train nothing',
    async () => {
      project.forgetAll();
      await project.succeedBeside('report', server.env);
      const artefacts = project.artefacts();
      expect(linesOf(project.journal)).toBeGreaterThan(0);
      server.takeRequests();
      const clone = cloneWorkspace();
      try {
        const twin = new TestProject('islands', study, clone);
        const { targets } = await twin.succeedBeside('report', server.env);
        expect(targets).toEqual(all('remote', ['dataset', ...first, ...second, 'search', ...later]));
        expect(existsSync(twin.journal)).toBe(false);
        expect(twin.artefacts()).toEqual(artefacts);
        const requests = server.takeRequests();
        expect(requests.filter(({ method, status }) => method !== 'GET' || status !== 200)).toEqual([]);
        expect(new Set(requests.map(({ hash }) => hash)).size).toBe(12);
      } finally {
        rmSync(clone, { recursive: true, force: true });
      }
    },
    manyRunsMs,
  );

  it('is refused by the cache without its token, and says so', async () => {
    project.forgetAll();
    const env = { ...server.env, NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN: 'another' };
    await expect(project.succeedBeside('dataset', env)).rejects.toThrow(/ended with/);
    expect(server.takeRequests().map(({ status }) => status)).toContain(401);
  });
});

const pollMs = 5;

/** Starts a shard with one worker and kills its whole process group once its first training is in the journal. */
function killAfterOneTraining(project: TestProject, target: Target): Promise<void> {
  const before = linesOf(project.journal);
  return new Promise((done, fail) => {
    const child = project.start(target, { NX_CODESIGN_WORKERS: '1' });
    const poll = setInterval(() => {
      if (linesOf(project.journal) > before) process.kill(-child.pid!, 'SIGKILL');
    }, pollMs);
    child.on('exit', (code) => {
      clearInterval(poll);
      if (code === 0) fail(new Error('The shard ended before it could be killed'));
      else done();
    });
  });
}
