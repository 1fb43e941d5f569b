import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { digestsOf, makeTestStudy, runStages, type TestStudy } from '../__fixtures__/testStudy';
import type { CodesignConfig } from '../config/schema';
import type { SearchTrial } from '../records/trials';

jest.setTimeout(120_000);

let study: TestStudy;
beforeAll(() => {
  study = makeTestStudy();
});
afterAll(() => rmSync(study.root, { recursive: true }));

type Changes = Partial<CodesignConfig['search']>;

function changed(changes: Changes): TestStudy {
  return { ...study, config: { ...study.config, search: { ...study.config.search, ...changes } } };
}

interface Run {
  readonly name: string;
  readonly cache?: string;
  readonly workers?: number;
}

async function searched(changes: Changes, { name, cache = name, workers = 1 }: Run): Promise<SearchTrial[]> {
  await runStages(changed(changes), ['dataset', 'search'], { output: name, cache, workers });
  const lines = readFileSync(join(study.root, name, 'search/trials.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as SearchTrial);
}

const digests = (name: string) => digestsOf(join(study.root, name, 'search'));
const journal = (cache: string) => readFileSync(join(study.root, cache, 'journal/journal.jsonl'), 'utf8');
const finished = (trials: readonly SearchTrial[]) => trials.flatMap((trial) => (trial.ok ? [trial] : []));

describe('successive halving in the search', () => {
  const fidelity = { epochs: [1, 2, 4], reduction: 2 };

  test('of a generation of 6 three end after 1 epoch, one after 2, two reach all 4; only these are on the front', async () => {
    const trials = finished(await searched({ fidelity }, { name: 'halved' }));
    // ceil(6 / 2) = 3 go on to rung 2, ceil(3 / 2) = 2 to rung 3.
    for (const generation of [trials.slice(0, 6), trials.slice(6)]) {
      expect(generation.map(({ rung }) => rung).sort()).toEqual([1, 1, 1, 2, 3, 3]);
    }
    for (const { rung, epochs } of trials) expect(epochs).toBe(fidelity.epochs[rung! - 1]);
    const { front } = JSON.parse(readFileSync(join(study.root, 'halved/search/front.json'), 'utf8')) as {
      front: { rung: number }[];
    };
    expect(front.length).toBeGreaterThan(0);
    expect(front.every(({ rung }) => rung === 3)).toBe(true);
  });

  test('two workers and an empty journal give the same bytes', async () => {
    await searched({ fidelity }, { name: 'halvedTwice', workers: 2 });
    expect(digests('halvedTwice')).toEqual(digests('halved'));
  });

  test('every rung is answered from the journal', async () => {
    const before = journal('halved');
    await searched({ fidelity }, { name: 'halvedAgain', cache: 'halved' });
    expect(journal('halved')).toBe(before);
    expect(digests('halvedAgain')).toEqual(digests('halved'));
  });

  test('a survivor has the result of a training that never paused', async () => {
    const training = { ...study.config.search.training, epochs: 4 };
    const whole = await searched(
      { training, algorithm: { ...study.config.search.algorithm, trials: 6 } },
      { name: 'whole' },
    );
    const halved = await searched({ fidelity }, { name: 'halvedAgain', cache: 'halved' });
    for (const trial of finished(halved.slice(0, 6)).filter(({ rung }) => rung === 3)) {
      expect(trial).toEqual({ ...whole[trial.trial - 1], rung: 3 });
    }
  });
});

describe('inheritance in the search', () => {
  test('leaves the first generation as it is, changes the later, and does not depend on the workers', async () => {
    const plain = await searched({}, { name: 'plain' });
    const heirs = await searched({ inheritance: true }, { name: 'heirs', cache: 'plain', workers: 2 });
    expect(heirs.slice(0, 6)).toEqual(plain.slice(0, 6));
    expect(heirs.slice(6)).not.toEqual(plain.slice(6));
    await searched({ inheritance: true }, { name: 'heirsAlone', workers: 1 });
    expect(digests('heirsAlone')).toEqual(digests('heirs'));
  });
});

describe('a cross-validation in the search', () => {
  test('gives the mean over the folds; the first fold is the validation split', async () => {
    const algorithm = { ...study.config.search.algorithm, trials: 6 };
    const plain = finished(await searched({ algorithm }, { name: 'one', cache: 'plain' }));
    const folds = finished(await searched({ algorithm, folds: 3 }, { name: 'folds', cache: 'plain' }));
    folds.forEach(({ metric, foldMetrics = [], epochs, roundedMetric }, index) => {
      expect(foldMetrics).toHaveLength(3);
      expect(foldMetrics[0]).toBe(plain[index].metric);
      expect(metric).toBeCloseTo((foldMetrics[0] + foldMetrics[1] + foldMetrics[2]) / 3, 12);
      expect([epochs, roundedMetric]).toEqual([9, plain[index].roundedMetric]);
    });
    expect(new Set(folds.flatMap(({ foldMetrics = [] }) => foldMetrics)).size).toBeGreaterThan(6);
  });

  test('with halving trains the other folds of those only that reach the last rung, whole', async () => {
    const algorithm = { ...study.config.search.algorithm, trials: 6 };
    const fidelity = { epochs: [1, 3], reduction: 2 };
    const halved = finished(
      await searched({ algorithm, fidelity, folds: 3 }, { name: 'halvedFolds', cache: 'plain' }),
    );
    const whole = finished(await searched({ algorithm, folds: 3 }, { name: 'folds', cache: 'plain' }));
    // One epoch of one fold, or three epochs of three.
    expect(halved.map(({ epochs }) => epochs).sort((a, b) => a - b)).toEqual([1, 1, 1, 9, 9, 9]);
    for (const trial of halved.filter(({ rung }) => rung === 2)) {
      expect(trial).toEqual({ ...whole[trial.trial - 1], rung: 2 });
    }
  });

  test('more held-out samples than there are is refused with the largest number that works', async () => {
    // 480 training and 120 validation samples: 4 parts of 120 and the split itself.
    await expect(searched({ folds: 6 }, { name: 'tooMany', cache: 'plain' })).rejects.toMatchObject({
      code: 'search.folds',
      message: expect.stringContaining('choose at most 5'),
    });
  });
});

describe('the budget of the search', () => {
  const { algorithm } = {
    algorithm: { kind: 'nsga2' as const, population: 3, trials: 12, islands: 1, rounds: 1 },
  };

  test('in epochs ends with the generation that reaches it', async () => {
    const trials = await searched(
      { algorithm: { ...algorithm, epochs: 10 } },
      { name: 'epochs', cache: 'plain' },
    );
    // 3 trials x 3 epochs = 9, below 10; 18 after the second generation.
    expect(trials).toHaveLength(6);
  });

  test('in minutes comes with a warning that it is not reproducible', async () => {
    const lines: string[] = [];
    const config = changed({ algorithm: { ...algorithm, minutes: 1e-6 } });
    const run = { output: 'minutes', cache: 'plain', workers: 1, log: (line: string) => lines.push(line) };
    await runStages(config, ['dataset', 'search'], run);
    expect(
      lines.filter((line) => /warning.*another run or machine may give other results/.test(line)),
    ).toHaveLength(1);
  });
});

test('TPE, whose proposals depend on all results, gives the same bytes with 1 and 2 workers', async () => {
  const algorithm = { ...study.config.search.algorithm, kind: 'tpe' as const, trials: 9 };
  await searched({ algorithm }, { name: 'tpe1', cache: 'plain' });
  await searched({ algorithm }, { name: 'tpe2', workers: 2 });
  expect(digests('tpe2')).toEqual(digests('tpe1'));
});

test('limits on flip-flops and cycles reject what is beyond them', async () => {
  const algorithm = { ...study.config.search.algorithm, trials: 6 };
  const free = finished(await searched({ algorithm }, { name: 'free', cache: 'plain' }));
  const [ffs, latencyCycles] = (['ffs', 'latencyCycles'] as const).map((name) =>
    Math.min(...free.map(({ costs }) => costs[name])),
  );
  const constraints = { ffs: { max: ffs * 1.5 }, latencyCycles: { max: latencyCycles } };
  const limited = finished(await searched({ algorithm, constraints }, { name: 'limited', cache: 'plain' }));
  const excess = (value: number, max: number) => Math.max(0, value / max - 1);
  for (const { violation = 0, costs } of limited) {
    const expected = excess(costs.ffs, ffs * 1.5) + excess(costs.latencyCycles, latencyCycles);
    expect(violation).toBeCloseTo(expected, 12);
  }
  expect(limited.filter(({ violation }) => violation).length).toBeGreaterThan(0);
});
