import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeTestStudy, runStages, type TestStudy } from '../__fixtures__/testStudy';
import type { CodesignConfig } from '../config/schema';
import type { SearchTrial } from '../records/trials';

jest.setTimeout(120_000);

let study: TestStudy;
beforeAll(() => {
  study = makeTestStudy();
});
afterAll(() => rmSync(study.root, { recursive: true }));

const epochs = 12;

async function searched(name: string, changes: Partial<CodesignConfig['search']>) {
  const { search } = study.config;
  const training = { ...search.training, epochs, learningRate: 0.1, earlyStop: { patience: 1 } };
  const algorithm = { ...search.algorithm, trials: 6 };
  const config = { ...study.config, search: { ...search, training, algorithm, ...changes } };
  await runStages({ ...study, config }, ['dataset', 'search'], { output: name, cache: name, workers: 2 });
  const lines = readFileSync(join(study.root, name, 'search/trials.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.flatMap((line) => {
    const trial = JSON.parse(line) as SearchTrial;
    return trial.ok ? [trial] : [];
  });
}

describe('early stopping in the search', () => {
  test('ends trainings before their last epoch, and a trial says how many passes it made', async () => {
    const trials = await searched('plain', {});
    const passes = trials.map((trial) => trial.epochs);
    // At this rate every training falls back at some epoch, few at the same.
    expect(Math.min(...passes)).toBeGreaterThanOrEqual(2);
    expect(passes.filter((count) => count < epochs).length).toBeGreaterThan(0);
  });

  test('ends a training within halving where it ends one without, and it is a whole one', async () => {
    const plain = await searched('plain', {});
    const halved = await searched('halved', { fidelity: { epochs: [3, epochs], reduction: 1.1 } });
    const whole = halved.filter(({ rung }) => rung === 2);
    expect(whole.length).toBeGreaterThan(0);
    expect(whole.some((trial) => trial.epochs < epochs)).toBe(true);
    for (const { trial, rung: _rung, ...result } of whole) {
      expect(result).toEqual({ ...plain[trial - 1], trial: undefined });
    }
  });
});
