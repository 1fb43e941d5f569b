import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { digestsOf, makeTestStudy, runStages, type TestStudy } from '../__fixtures__/testStudy';
import type { CodesignConfig } from '../config/schema';
import type { PrecisionTrial, SearchTrial } from '../records/trials';
import type { QuantizedVariant, VariantsFile } from '../records/variants';

jest.setTimeout(120_000);

let study: TestStudy;
beforeAll(() => {
  study = makeTestStudy();
});
afterAll(() => rmSync(study.root, { recursive: true }));

type Changes = Partial<CodesignConfig['search']>;

function changed(assume: CodesignConfig['search']['assume'], changes: Changes = {}): TestStudy {
  const { config } = study;
  return { ...study, config: { ...config, search: { ...config.search, ...changes, assume } } };
}

const fileOf = (name: string, path: string) => readFileSync(join(study.root, name, path), 'utf8');
const trialsOf = (name: string) =>
  fileOf(name, 'search/trials.jsonl')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as SearchTrial);
const finished = (trials: readonly SearchTrial[]) => trials.flatMap((trial) => (trial.ok ? [trial] : []));
/** What a journal's entries are of: a training has epochs, a measurement costs. */
const entriesOf = (cache: string) =>
  fileOf(cache, 'journal/journal.jsonl')
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { record: Record<string, unknown> }).record);

describe('searched widths and sparsity', () => {
  const assume = () => ({
    ...study.config.search.assume,
    weightBits: [2, 4, 6],
    activationBits: [2, 4],
    sparsity: [0, 0.6],
  });
  const one = () =>
    changed(assume(), { space: { ...study.config.search.space, depth: [1, 1], widths: [4] } as never });

  test('every trial is measured with its own, and a network is trained as floats once for all of them', async () => {
    await runStages(one(), ['dataset', 'search'], { output: 'one', cache: 'one', workers: 2 });
    const trials = finished(trialsOf('one'));
    for (const { genotype, precision, metric, roundedMetric, epochs } of trials) {
      const { weightBits, activationBits, sparsity } = genotype;
      expect(precision).toEqual({ weightBits, activationBits, sparsity });
      expect(roundedMetric).toBe(metric);
      // Three epochs as floats, one with the widths.
      expect(epochs).toBe(4);
    }
    const networks = new Set(trials.map(({ network }) => network)).size;
    const entries = entriesOf('one');
    expect(trials.length).toBeGreaterThan(networks);
    expect(entries.filter((record) => 'epochs' in record)).toHaveLength(networks);
    expect(entries.filter((record) => 'costs' in record)).toHaveLength(trials.length);
    // All trials of a network have its float metric.
    for (const { network, floatMetric } of trials) {
      expect(trials.find((trial) => trial.network === network)?.floatMetric).toBe(floatMetric);
    }
    await runStages(one(), ['dataset', 'search'], { output: 'two', cache: 'two', workers: 1 });
    expect(digestsOf(join(study.root, 'two/search'))).toEqual(digestsOf(join(study.root, 'one/search')));
  });

  test('heirs that differ in widths only share a training too', async () => {
    const heirs = {
      ...one(),
      config: { ...one().config, search: { ...one().config.search, inheritance: true } },
    };
    await runStages(heirs, ['dataset', 'search'], { output: 'heirs', cache: 'heirs', workers: 2 });
    const networks = new Set(trialsOf('heirs').map(({ network }) => network)).size;
    expect(trialsOf('heirs').length).toBeGreaterThan(networks);
    expect(entriesOf('heirs').filter((record) => 'epochs' in record)).toHaveLength(networks);
  });

  test('each fold is measured with them', async () => {
    const folds = changed(assume(), { folds: 2, algorithm: { ...study.config.search.algorithm, trials: 6 } });
    await runStages(folds, ['dataset', 'search'], { output: 'folds', cache: 'folds', workers: 2 });
    const trials = finished(trialsOf('folds'));
    expect(trials).toHaveLength(6);
    for (const { foldMetrics = [], metric, roundedMetric, epochs } of trials) {
      expect(metric).toBeCloseTo((foldMetrics[0] + foldMetrics[1]) / 2, 12);
      expect([foldMetrics.length, foldMetrics[0], epochs]).toEqual([2, roundedMetric, 8]);
    }
  });

  test('go on with the variant: qat tries them beside its own list', async () => {
    const layers = changed({ ...assume(), weightBits: [3, 5], weightBitsPer: 'layer' });
    await runStages(layers, ['dataset', 'search', 'local-search', 'qat'], {
      output: 'layers',
      cache: 'layers',
      workers: 2,
    });
    const { variants } = JSON.parse(fileOf('layers', 'qat/variants.json')) as VariantsFile<QuantizedVariant>;
    expect(variants.length).toBeGreaterThan(0);
    for (const { name, searched } of variants) {
      const { trials } = JSON.parse(fileOf('layers', `qat/${name}/precisions.json`)) as {
        trials: PrecisionTrial[];
      };
      expect(trials.map((trial) => trial.name)).toEqual(['w4a4', 'w3a4', 'searched']);
      expect(trials[2]).toMatchObject({ ok: true, weightBits: searched?.weightBits });
      expect(Object.keys(searched?.weightBits ?? {})).toContain('logits');
    }
  });
});

describe('an assumed sparsity', () => {
  test('makes every network cheaper and changes no metric of a float network', async () => {
    const { assume } = study.config.search;
    const run = { cache: 'sparse', workers: 2 };
    await runStages(changed(assume), ['dataset', 'search'], { ...run, output: 'dense' });
    await runStages(changed({ ...assume, sparsity: 0.5 }), ['dataset', 'search'], {
      ...run,
      output: 'sparse',
    });
    const [dense, sparse] = [trialsOf('dense'), trialsOf('sparse')].map((trials) =>
      finished(trials.slice(0, 6)),
    );
    expect([dense.length, sparse.length]).toEqual([6, 6]);
    dense.forEach(({ metric, costs }, index) => {
      expect(sparse[index].metric).toBe(metric);
      expect(sparse[index].costs.parameters).toBeLessThan(costs.parameters);
      expect(sparse[index].costs.bops).toBeLessThan(costs.bops);
      expect(sparse[index].costs.luts).toBeLessThan(costs.luts);
    });
  });
});

describe('a candidate that fails', () => {
  test('is a record with its reason; the others are as they would be without it', async () => {
    // Sums of 16-bit weights and activations are wider than float32 is exact for.
    const wide = changed({ ...study.config.search.assume, weightBits: [4, 16], activationBits: [4, 16] });
    await runStages(wide, ['dataset', 'search'], { output: 'wide', cache: 'wide', workers: 2 });
    const trials = trialsOf('wide');
    const failed = trials.filter(({ ok }) => !ok);
    expect(failed.length).toBeGreaterThan(0);
    expect(finished(trials).length).toBeGreaterThan(0);
    for (const { genotype, ...record } of failed) {
      expect(genotype).toMatchObject({ weightBits: 16, activationBits: 16 });
      expect(record).toMatchObject({
        stage: 'search',
        error: expect.stringContaining('training is exact below 2^24'),
      });
      expect(record).not.toHaveProperty('metric');
    }
    const { front } = JSON.parse(fileOf('wide', 'search/front.json')) as { front: SearchTrial[] };
    expect(front.every(({ trial }) => !failed.some((each) => each.trial === trial))).toBe(true);
  });
});
