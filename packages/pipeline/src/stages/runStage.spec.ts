import { appendFileSync, cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import { samplers } from '@nx-codesign/search';
import type { CodesignConfig } from '../config/schema';
import { spaceOf } from '../families';
import type { Verification } from '../records/checks';
import type { SearchTrial } from '../records/trials';
import { deriveSeed } from '../trials/seeds';
import type { EmittedVariant, VariantsFile } from '../records/variants';
import { stageNames } from '../config/stages';
import { studyReportSchema, type StudyReport } from '../study/studyReport';
import { resultTable } from '../tables/resultTable';
import { count, percent } from '../tables/table';
import { digestsOf, makeTestStudy, runStages, type TestStudy } from '../__fixtures__/testStudy';

jest.setTimeout(240_000);

let study: TestStudy;
beforeAll(async () => {
  study = makeTestStudy();
  await runStages(study, stageNames, { output: 'one', cache: 'cache-one', workers: 1 });
});
afterAll(() => rmSync(study.root, { recursive: true }));

const readJson = <T>(path: string) => JSON.parse(readFileSync(join(study.root, path), 'utf8')) as T;
const journalLines = (cache: string) =>
  readFileSync(join(study.root, cache, 'journal/journal.jsonl'), 'utf8').split('\n').length - 1;

const page = (output: string) => readFileSync(join(study.root, output, 'report/report.html'), 'utf8');
const oneLine = (text: string) => text.replace(/\s+/g, ' ');

/** The first table row that starts with the name: that of the variants. */
function cellsOf(html: string, name: string): string[] {
  const [, cells] = new RegExp(`<tr>\\s*(<td>${name}</td>[^]*?)</tr>`).exec(html) ?? ['', ''];
  return [...cells.matchAll(/<td>([^]*?)<\/td>/g)].map(([, cell]) => cell.trim());
}

describe('a study from raw files to gates', () => {
  test('every stage writes its folder, and none leaves a temporary one', () => {
    for (const stage of stageNames) expect(existsSync(join(study.root, 'one', stage, 'run.json'))).toBe(true);
    expect(
      Object.keys(digestsOf(join(study.root, 'one'))).filter((path) => path.includes('partial')),
    ).toEqual([]);
  });

  test('the gates answer every vector as the interpreter does', () => {
    const { variants } = readJson<VariantsFile<Verification>>('one/synthesize/verification.json');
    for (const { gates, engine } of variants) {
      expect(gates).toMatchObject({ vectors: 150 + 4 + 16, mismatches: 0 });
      expect(engine).toEqual({ vectors: 150, mismatches: 0 });
    }
  });

  test('the accuracy at the gates is that of the pruned network on the test split, well above chance', () => {
    const emitted = readJson<VariantsFile<EmittedVariant>>('one/hls-emit/variants.json').variants;
    const { variants } = readJson<VariantsFile<Verification>>('one/synthesize/verification.json');
    variants.forEach(({ gates }, index) => {
      expect(gates.metric).toBe(emitted[index].test.pruned);
      expect(gates.metric).toBeGreaterThan(0.8);
    });
  });

  test('the last evaluation is of every network of every variant, and its figures fit together', () => {
    const { variants, config } = readJson<StudyReport>('one/report/report.json');
    for (const { variant, evaluation } of variants) {
      for (const stage of ['float', 'quantized', 'pruned'] as const) {
        const { metric, interval, classes = [], perturbed } = evaluation[stage];
        expect(metric).toBe(variant.test[stage]);
        expect(interval!.low).toBeLessThanOrEqual(metric);
        expect(interval!.high).toBeGreaterThanOrEqual(metric);
        const right = classes.reduce((sum, { samples, recall }) => sum + samples * recall!, 0);
        expect(right / 150).toBeCloseTo(metric, 12);
        expect(perturbed.map(({ kind }) => kind)).toEqual(['noise', 'gainDrift', 'deadInputs']);
      }
      expect(variant.repeats?.metrics).toHaveLength(config.localSearch.repeats);
    }
    expect(page('one')).toContain('<h2>Evaluation</h2>');
  });

  test('the local search tells of every trial, and halving lets half of each batch climb', () => {
    const { variants, config } = readJson<StudyReport>('one/report/report.json');
    const { trials, batch, rungs } = config.localSearch;
    for (const { localTrials } of variants) {
      expect(localTrials.map(({ trial }) => trial)).toEqual(Array.from({ length: trials }, (_, i) => i + 1));
      const finished = localTrials.filter((trial) => trial.ok && trial.rung === rungs);
      expect(finished).toHaveLength((trials / batch) * Math.ceil(batch / 2));
      expect(localTrials[0]).toMatchObject({ moves: [] });
    }
  });

  test('report.json keeps its published schema', () => {
    const validate = new Ajv2020({ allErrors: true, strict: true }).compile(studyReportSchema);
    const valid = validate(readJson('one/report/report.json'));
    expect(validate.errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  test('report.html shows every variant with its figures, in words of its own', () => {
    const html = page('one');
    const { variants } = readJson<StudyReport>('one/report/report.json');
    expect(variants.length).toBeGreaterThan(0);
    for (const { variant, utilization, timing, verification, modules } of variants) {
      const figures = [
        percent(variant.validation.float),
        percent(variant.test.pruned),
        percent(verification.gates.metric),
        count(variant.prunedCosts.parameters),
        count(utilization.total.luts),
        count(utilization.total.ffs),
        `${timing.latencyNs.toFixed(1)}`,
        `${timing.criticalPathNs?.low.toFixed(1)} to ${timing.criticalPathNs?.high.toFixed(1)}`,
        String(variant.design.criticalPathNs),
        count(verification.gates.vectors),
        `${verification.gates.coverage?.caught}`,
        ...modules.map(({ name }) => name),
      ];
      expect(html).toContain(`<h3>${variant.name}</h3>`);
      const shown = cellsOf(html, variant.name);
      expect(shown).not.toEqual([]);
      for (const figure of figures) expect(html).toContain(figure);
      expect(shown).toEqual(
        resultTable(variants, 'classification').rows.find(([name]) => name === variant.name),
      );
    }
    expect(html).not.toMatch(/undefined|NaN|Infinity|\[object/);
  });

  test('report.html needs nothing from elsewhere, and its links lead somewhere', () => {
    const html = page('one');
    const links = [...html.matchAll(/(?:src|href|data|action)\s*=\s*["']?([^"'\s>]+)/gi)].map(
      ([, target]) => target,
    );
    const ids = new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => `#${id}`));
    const beside = (target: string) => existsSync(join(study.root, 'one/report', target));
    expect(links.filter((target) => !ids.has(target) && !beside(target))).toEqual([]);
    expect(html).not.toMatch(/url\(|@import|<script|<link|<iframe/i);
  });

  test('report.html marks its estimates', () => {
    const html = oneLine(page('one'));
    expect(html).toMatch(/Longest path from register to register, estimated: [\d.]+ ns by the delay model/);
    expect(html).toMatch(/at most \d+ LUTs in a row/);
    expect(html).toContain('noticed %, estimated');
  });

  test('the report is the same bytes when it runs again', async () => {
    const before = digestsOf(join(study.root, 'one/report'));
    await runStages(study, ['report'], { output: 'one', cache: 'cache-one', workers: 1 });
    expect(digestsOf(join(study.root, 'one/report'))).toEqual(before);
  });

  test('no artefact holds a path of this machine', () => {
    for (const path of Object.keys(digestsOf(join(study.root, 'one')))) {
      expect(readFileSync(join(study.root, 'one', path)).includes(study.root)).toBe(false);
    }
  });

  test('two workers and an empty cache give the same bytes as one', async () => {
    await runStages(study, stageNames, { output: 'two', cache: 'cache-two', workers: 2 });
    expect(digestsOf(join(study.root, 'two'))).toEqual(digestsOf(join(study.root, 'one')));
  });

  test('a search that is stopped leaves no folder; the next resumes from the journal to the same bytes', async () => {
    const abort = new AbortController();
    const run = { output: 'three', cache: 'cache-three', workers: 2 };
    await runStages(study, ['dataset'], run);
    const journal = join(study.root, run.cache, 'journal/journal.jsonl');
    const watch = setInterval(() => existsSync(journal) && journalLines(run.cache) >= 3 && abort.abort(), 2);
    await expect(runStages(study, ['search'], { ...run, signal: abort.signal })).rejects.toMatchObject({
      code: 'stage.aborted',
    });
    clearInterval(watch);
    expect(existsSync(join(study.root, 'three/search'))).toBe(false);
    appendFileSync(journal, '{"key":"torn","rec');
    await runStages(study, ['search'], run);
    expect(digestsOf(join(study.root, 'three/search'))).toEqual(digestsOf(join(study.root, 'one/search')));
  });

  test('the search proposes with the sampler that the config names', async () => {
    const { search } = study.config;
    const config = {
      ...study.config,
      search: { ...search, algorithm: { ...search.algorithm, kind: 'random' } },
    };
    const other = { root: study.root, config: config as unknown as CodesignConfig };
    const run = { output: 'random', cache: 'cache-one', workers: 2 };
    await runStages(other, ['dataset', 'search'], run);
    const genotypes = (output: string) =>
      readFileSync(join(study.root, output, 'search/trials.jsonl'), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as SearchTrial).genotype);
    const random = samplers.random({
      space: spaceOf(search),
      seed: deriveSeed(study.config.seed, 'search'),
    });
    expect(genotypes('random')).toEqual(random.ask(12));
    expect(genotypes('one')).not.toEqual(genotypes('random'));
  });

  test('what the journal has is not trained again', async () => {
    const before = journalLines('cache-two');
    await runStages(study, ['search'], { output: 'two', cache: 'cache-two', workers: 2 });
    expect(journalLines('cache-two')).toBe(before);
  });

  test('hls-emit without Verilog says at its end that synthesize will refuse', async () => {
    cpSync(join(study.root, 'one'), join(study.root, 'five'), { recursive: true });
    const { hlsEmit } = study.config;
    const config: TestStudy['config'] = { ...study.config, hlsEmit: { ...hlsEmit, targets: ['vitis'] } };
    const lines: string[] = [];
    const log = (line: string) => lines.push(line);
    const run = { output: 'five', cache: 'cache-one', workers: 1, log };
    await runStages({ ...study, config }, ['hls-emit'], run);
    const warning = lines.find((line) => line.includes('synthesize'));
    expect(warning).toMatch(
      /^hls-emit: warning: the stage synthesize will refuse this study: .* is \["vitis"\]; add "verilog"$/,
    );
    lines.length = 0;
    await runStages(study, ['hls-emit'], run);
    expect(lines.filter((line) => line.includes('synthesize'))).toEqual([]);
  });

  test('a stage without what it reads says which stage to run', async () => {
    await expect(runStages(study, ['qat'], { output: 'none', cache: 'c', workers: 1 })).rejects.toThrow(
      /run the stage dataset first/,
    );
  });
});
