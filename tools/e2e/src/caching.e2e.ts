import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { edited, tinyStudy } from './study';
import { TestProject, writeFileDeep, type Target } from './workspace';
import { installedWorkspace } from './places';

const all: Target[] = [
  'dataset',
  'search',
  'local-search',
  'qat',
  'prune',
  'hls-emit',
  'synthesize',
  'report',
];
const study = tinyStudy();

const hits = (targets: readonly Target[]) => Object.fromEntries(targets.map((target) => [target, 'hit']));

describe('caching by content, with Nx for real', () => {
  const project = new TestProject('tiny', study);
  let first: Record<string, string>;

  beforeAll(() => {
    project.forgetAll();
    project.succeed('report');
    first = project.artefacts();
  });

  beforeEach(() => project.writeConfig(study));

  it('takes all eight targets from the cache when nothing changed', () => {
    const { targets } = project.succeed('report');
    expect(targets).toEqual(hits(all));
  });

  it.each([
    { edit: 'dataset.split', value: { train: 0.75, validation: 0.25, test: 0 }, ran: 'dataset', keeps: [] },
    { edit: 'search.algorithm.trials', value: 16, ran: 'search', keeps: ['dataset'] },
    { edit: 'localSearch.trials', value: 3, ran: 'local-search', keeps: ['dataset', 'search'] },
    { edit: 'qat.epochs', value: 3, ran: 'qat', keeps: ['dataset', 'search', 'local-search'] },
    { edit: 'prune.epochs', value: 2, ran: 'prune', keeps: ['dataset', 'search', 'local-search', 'qat'] },
    {
      edit: 'hlsEmit.clockPeriodNs',
      value: 8,
      ran: 'hls-emit',
      keeps: ['dataset', 'search', 'local-search', 'qat', 'prune'],
    },
    {
      edit: 'synthesize.faults',
      value: 30,
      ran: 'synthesize',
      keeps: ['dataset', 'search', 'local-search', 'qat', 'prune', 'hls-emit'],
    },
    {
      edit: 'report.title',
      value: 'Other',
      ran: 'report',
      keeps: ['dataset', 'search', 'local-search', 'qat', 'prune', 'hls-emit', 'synthesize'],
    },
  ] as { edit: string; value: unknown; ran: Target; keeps: Target[] }[])(
    'reruns $ran and nothing above it when $edit changes',
    ({ edit, value, ran, keeps }) => {
      project.writeConfig(edited(study, edit, value));
      const { targets } = project.succeed('report');
      expect(targets[ran]).toBe('ran');
      expect(targets).toMatchObject(hits(keeps));
      expect(targets.report).toBe('ran');
    },
  );

  it('reruns nothing when codesign.json is only reformatted', () => {
    writeFileSync(project.configFile, `${JSON.stringify(study, null, 7)}\n\n`);
    expect(project.succeed('report').targets).toEqual(hits(all));
  });

  it('reruns a stage and leaves its dependants cached when the stage writes the same bytes', () => {
    project.writeConfig(edited(study, 'hlsEmit.targets', ['vitis', 'verilog']));
    const { targets } = project.succeed('synthesize');
    expect(targets).toEqual({ ...hits(all.slice(0, -1)), 'hls-emit': 'ran' });
  });

  it('restores every artefact from the cache when dist is deleted', () => {
    project.succeed('report');
    project.forgetOutputs();
    expect(project.succeed('report').targets).toEqual(hits(all));
    expect(project.artefacts()).toEqual(first);
  });

  it('reruns from dataset when one byte of a raw file that git ignores changes', () => {
    const file = join(project.root, 'raw', 'train-images-idx3-ubyte');
    const before = readFileSync(file);
    const changed = Buffer.from(before);
    changed[16 + 400] = before[16 + 400]! ^ 0xff;
    writeFileSync(file, changed);
    const { targets } = project.succeed('dataset');
    writeFileSync(file, before);
    expect(targets).toEqual({ dataset: 'ran' });
    expect(project.succeed('dataset').targets).toEqual({ dataset: 'hit' });
  });

  it('reruns from dataset when one byte of a raw file in node_modules changes', () => {
    const folder = join(installedWorkspace(), 'node_modules', 'tiny-digits');
    writeFileDeep(join(folder, 'package.json'), '{ "name": "tiny-digits", "version": "1.0.0" }');
    for (const name of ['train-images-idx3', 'train-labels-idx1', 't10k-images-idx3', 't10k-labels-idx1']) {
      writeFileDeep(join(folder, name), readFileSync(join(project.root, 'raw', `${name}-ubyte`)));
    }
    const source = {
      kind: 'idx',
      images: 'npm:tiny-digits/train-images-idx3',
      labels: 'npm:tiny-digits/train-labels-idx1',
      testImages: 'npm:tiny-digits/t10k-images-idx3',
      testLabels: 'npm:tiny-digits/t10k-labels-idx1',
    };
    project.writeConfig(edited(study, 'dataset.source', source));
    expect(project.succeed('dataset').targets).toEqual({ dataset: 'ran' });
    expect(project.succeed('dataset').targets).toEqual({ dataset: 'hit' });
    const labels = join(folder, 'train-labels-idx1');
    const bytes = readFileSync(labels);
    bytes[8] = (bytes[8]! + 1) % 10;
    writeFileSync(labels, bytes);
    expect(project.succeed('dataset').targets).toEqual({ dataset: 'ran' });
  });

  it('says which file is truncated and starts no work', () => {
    const file = join(project.root, 'raw', 't10k-labels-idx1-ubyte');
    const before = readFileSync(file);
    writeFileSync(file, before.subarray(0, 100));
    const { status, output } = project.run('report');
    writeFileSync(file, before);
    expect(status).not.toBe(0);
    expect(output).toContain('t10k-labels-idx1-ubyte');
    expect(output).not.toContain('reading, resizing');
  });

  it('names the nearest key for a misspelt one, also where every stage is in the cache', () => {
    project.writeConfig({ ...study, serach: {} });
    const { status, output } = project.run('report');
    expect(status).not.toBe(0);
    expect(output).toContain('did you mean "search"?');
    project.writeConfig(study);
    expect(project.succeed('report').targets).toEqual(hits(all));
  });
});
