import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Genotype } from '@nx-codesign/search';
import { digestsOf, makeTestStudy, runStages, type TestRun, type TestStudy } from '../__fixtures__/testStudy';
import type { CodesignConfig } from '../config/schema';
import type { StepName } from '../config/stages';
import type { SearchTrial } from '../records/trials';
import { placesOf, shardName } from './islandGrid';

jest.setTimeout(120_000);

let study: TestStudy;
beforeAll(async () => {
  study = makeTestStudy();
  await runStages(study, ['dataset'], { output: 'data', cache: 'data.cache', workers: 1 });
});
afterAll(() => rmSync(study.root, { recursive: true }));

type Algorithm = Partial<CodesignConfig['search']['algorithm']>;
type Changes = Partial<Omit<CodesignConfig['search'], 'algorithm'>>;

const divided = { islands: 2, rounds: 2, trials: 24, population: 3 };

function changed(algorithm: Algorithm, changes: Changes = {}): TestStudy {
  const { search } = study.config;
  const altered = { ...search, ...changes, algorithm: { ...search.algorithm, ...algorithm } };
  return { ...study, config: { ...study.config, search: altered } };
}

/** Runs steps on the one data set, with one worker unless told. */
async function ran(of: TestStudy, steps: readonly StepName[], run: Partial<TestRun> & { output: string }) {
  cpSync(pathOf('data'), pathOf(run.output), { recursive: true });
  await runStages(of, steps, { workers: 1, ...run, cache: `${run.cache ?? run.output}.cache` });
}

const shards = (algorithm = divided) => placesOf(algorithm).map(shardName);
const pathOf = (output: string, ...rest: string[]) => join(study.root, output, ...rest);
const digests = (output: string) => digestsOf(pathOf(output));
const text = (output: string, path: string) => readFileSync(pathOf(output, path), 'utf8');
const trialsOf = (output: string, step: StepName) =>
  text(output, `${step}/trials.jsonl`)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as SearchTrial);
const networks = (trials: readonly SearchTrial[]) => trials.map(({ network }) => network);
const trainings = (cache: string) => text(`${cache}.cache`, 'journal/journal.jsonl').split('\n').length - 1;

describe('a search by islands', () => {
  beforeAll(() => ran(changed(divided), [...shards(), 'search'], { output: 'islands' }));

  test('gives what a search gives: every trial once, numbered, with its round and island, and the networks of the front', () => {
    const trials = trialsOf('islands', 'search');
    expect(trials.map(({ trial }) => trial)).toEqual(trials.map((_, index) => index + 1));
    expect(new Set(networks(trials)).size).toBe(trials.length);
    const made = shards().flatMap((name) => networks(trialsOf('islands', name)));
    expect(new Set(networks(trials))).toEqual(new Set(made));
    const places = trials.map(({ round, island }) => 2 * round! + island!);
    expect(places).toEqual([...places].sort());
    expect(new Set(places)).toEqual(new Set([0, 1, 2, 3]));
    const { front } = JSON.parse(text('islands', 'search/front.json')) as { front: { trial: number }[] };
    for (const { trial } of front) {
      expect(existsSync(pathOf('islands', `search/front/${trial}/weights.safetensors`))).toBe(true);
    }
    for (const file of ['analysis.json', 'space.json', 'variants.json']) {
      expect(existsSync(pathOf('islands', 'search', file))).toBe(true);
    }
  });

  test("its front is what none of all trials dominates, each with its own shard's weights", () => {
    const finished = trialsOf('islands', 'search').flatMap((trial) => (trial.ok ? [trial] : []));
    const losses = ({ metric, costs }: (typeof finished)[number]) => [1 - metric, costs.ebops];
    const isDominated = (trial: (typeof finished)[number]) =>
      finished.some((other) => {
        const [a, b] = [losses(other), losses(trial)];
        return a.every((loss, at) => loss <= b[at]) && a.some((loss, at) => loss < b[at]);
      });
    const expected = finished.filter((trial) => !isDominated(trial));
    const { front } = JSON.parse(text('islands', 'search/front.json')) as { front: typeof finished };
    expect(front).toEqual(expected);
    for (const { trial, round, island, network } of front) {
      const shard = shardName({ round: round!, island: island! });
      const { trial: own } = trialsOf('islands', shard).find((each) => each.network === network)!;
      const [merged, made] = [`search/front/${trial}`, `${shard}/front/${own}`].map((folder) =>
        digestsOf(pathOf('islands', folder)),
      );
      expect(merged).toEqual(made);
    }
  });

  test('a round tries nothing that a round before tried', () => {
    const [first, second] = [0, 1].map(
      (round) =>
        new Set([0, 1].flatMap((island) => networks(trialsOf('islands', shardName({ round, island }))))),
    );
    expect([...second].filter((network) => first.has(network))).toEqual([]);
  });

  test('gives the same bytes with two workers, whichever shard of a round is first, after one was aborted and ran again', async () => {
    const [a, b, c, d] = shards();
    await ran(changed(divided), [b], { output: 'aborted', workers: 2 });
    const before = trainings('aborted');
    const abort = new AbortController();
    const poll = setInterval(() => trainings('aborted') > before && abort.abort(), 5);
    const run = { output: 'aborted', cache: 'aborted.cache', workers: 1, signal: abort.signal };
    await expect(runStages(changed(divided), [a], run)).rejects.toMatchObject({ code: 'stage.aborted' });
    clearInterval(poll);
    expect(existsSync(pathOf('aborted', a))).toBe(false);
    await runStages(changed(divided), [a, d, c, 'search'], {
      output: 'aborted',
      cache: 'aborted.cache',
      workers: 2,
    });
    expect(digests('aborted')).toEqual(digests('islands'));
  });

  test('the first shard tries what a search without islands tries', async () => {
    await ran(changed({ trials: 6, population: 3 }), ['search'], { output: 'plain', cache: 'islands' });
    const plain = trialsOf('plain', 'search');
    const first = trialsOf('islands', shards()[0]);
    expect(first).toEqual(plain.map((trial) => ({ ...trial, round: 0, island: 0 })));
  });

  test('another island leaves the finished shards of round 0 as they are, another round all', async () => {
    const grown = changed({ ...divided, islands: 3, rounds: 3, trials: 54 });
    await ran(grown, shards().slice(0, 2), { output: 'grown', cache: 'islands' });
    const later = changed({ ...divided, rounds: 3, trials: 36 });
    await ran(later, shards().slice(2), { output: 'grown', cache: 'islands' });
    for (const name of shards()) {
      expect(digestsOf(pathOf('grown', name))).toEqual(digestsOf(pathOf('islands', name)));
    }
    const before = trainings('islands');
    await ran(later, ['search--r2-i0', 'search--r2-i1', 'search'], { output: 'grown', cache: 'islands' });
    expect(trainings('islands')).toBeGreaterThan(before);
    expect(trialsOf('grown', 'search').length).toBeGreaterThan(trialsOf('islands', 'search').length);
  });

  test('prints a table of the islands whose counts add up', async () => {
    const lines: string[] = [];
    await ran(changed(divided), ['search'], { output: 'islands', log: (line) => lines.push(line) });
    const rows = lines.flatMap((line) => {
      const [, counts] = /^round \d, island \d +(.*)$/.exec(line) ?? [];
      return counts === undefined ? [] : [counts.trim().split(/ +/).map(Number)];
    });
    const sum = (column: number) => rows.reduce((total, row) => total + row[column], 0);
    const { front } = JSON.parse(text('islands', 'search/front.json')) as { front: object[] };
    expect(rows).toHaveLength(4);
    expect(sum(0) - sum(1)).toBe(trialsOf('islands', 'search').length);
    expect(sum(3)).toBe(front.length);
    const shares = rows.map((row) => row[4]);
    expect(shares).toEqual([...shares].sort());
    expect(shares.at(-1)).toBeGreaterThan(0);
  });
});

describe('shards of a search by islands', () => {
  test('of the baselines the first island of the first round tries all, and no other asks for them', async () => {
    const baselines: Genotype[] = [
      { depth: 1, width1: 3, activation: 'tanh', norm: 'none' },
      { depth: 2, width1: 6, width2: 6, activation: 'tanh', norm: 'batch' },
    ];
    const based = changed({ islands: 2, trials: 4, population: 2 }, { baselines });
    await ran(based, ['search--r0-i0', 'search--r0-i1'], { output: 'based', cache: 'islands' });
    const genotypes = (name: StepName) => trialsOf('based', name).map(({ genotype }) => genotype);
    expect(genotypes('search--r0-i0')).toEqual(baselines);
    expect(genotypes('search--r0-i1')).not.toEqual(expect.arrayContaining(baselines));
  });

  test('inherit from the fronts of the round before, the same with two workers', async () => {
    const heirs = changed({ ...divided, trials: 12 }, { inheritance: true });
    await ran(changed({ ...divided, trials: 12 }), shards().slice(0, 3), { output: 'own', cache: 'islands' });
    await ran(heirs, shards().slice(0, 3), { output: 'heirs', cache: 'islands' });
    const of = (output: string, name: StepName) => trialsOf(output, name);
    const [first, , second] = shards();
    // The only generation of round 0 has nobody to inherit from.
    expect(of('heirs', first)).toEqual(of('own', first));
    expect(networks(of('heirs', second))).toEqual(networks(of('own', second)));
    expect(of('heirs', second)).not.toEqual(of('own', second));
    await ran(heirs, shards().slice(0, 3), { output: 'heirsAgain', workers: 2 });
    expect(digests('heirsAgain')).toEqual(digests('heirs'));
  });

  test('of successive halving and constraints give a front of whole trials that keep them', async () => {
    const fidelity = { epochs: [1, 3], reduction: 2 };
    const constraints = { ebops: { max: 3000 } };
    const halved = changed({ islands: 2, trials: 12, population: 6 }, { fidelity, constraints });
    const steps: StepName[] = ['search--r0-i0', 'search--r0-i1', 'search'];
    await ran(halved, steps, { output: 'halved', cache: 'islands' });
    const { front } = JSON.parse(text('halved', 'search/front.json')) as {
      front: { rung: number; violation?: number; costs: { ebops: number } }[];
    };
    expect(front.length).toBeGreaterThan(0);
    for (const { rung, violation, costs } of front) {
      expect([rung, violation]).toEqual([2, undefined]);
      expect(costs.ebops).toBeLessThanOrEqual(3000);
    }
  });

  test('that find no network left are empty, and the merge has what there is', async () => {
    const space = { depth: [1, 1], widths: [3, 4], activations: ['relu'], norms: ['none'] };
    const small = changed(divided, { space: { ...study.config.search.space, ...space } as never });
    await ran(small, [...shards(), 'search'], { output: 'small' });
    expect(text('small', 'search--r1-i1/trials.jsonl')).toBe('');
    expect(
      trialsOf('small', 'search')
        .map(({ genotype }) => genotype['width1'])
        .sort(),
    ).toEqual([3, 4]);
  });

  test('that the study does not have are refused by name', async () => {
    await expect(ran(changed(divided), ['search--r2-i0'], { output: 'none' })).rejects.toMatchObject({
      code: 'search.shard',
      message: expect.stringContaining('the last shard is search--r1-i1'),
    });
  });

  test('are asked for by name if the merge or a later round misses them', async () => {
    for (const step of ['search', 'search--r1-i0'] as const) {
      await expect(ran(changed(divided), [step], { output: 'missing' })).rejects.toMatchObject({
        code: 'artefacts.missing',
        message: expect.stringContaining('run the stage search--r0-i0 first'),
      });
    }
  });
});
