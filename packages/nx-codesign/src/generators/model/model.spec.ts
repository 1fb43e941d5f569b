import { readJson, readNxJson } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { parseConfig } from '@nx-codesign/pipeline';
import model from './model';

describe('nx g nx-codesign:model', () => {
  const options = { directory: 'models/digits', images: 'raw/images', labels: 'raw/labels' };

  it('writes a study that the config schema accepts', () => {
    const tree = createTreeWithEmptyWorkspace();
    model(tree, options);
    const text = tree.read('models/digits/codesign.json', 'utf8') ?? '';
    expect(parseConfig(text, 'codesign.json').dataset.source).toMatchObject({ images: 'raw/images' });
    expect(readJson(tree, 'models/digits/codesign.json').$schema).toBe(
      '../../node_modules/nx-codesign/codesign.schema.json',
    );
  });

  it('takes test files where they are given', () => {
    const tree = createTreeWithEmptyWorkspace();
    model(tree, { ...options, testImages: 'raw/t', testLabels: 'raw/tl' });
    const text = tree.read('models/digits/codesign.json', 'utf8') ?? '';
    expect(parseConfig(text, 'codesign.json').dataset.split.test).toBe(0);
  });

  it('names the plugin in nx.json once', () => {
    const tree = createTreeWithEmptyWorkspace();
    model(tree, options);
    model(tree, { ...options, directory: 'models/other' });
    expect(readNxJson(tree)?.plugins).toEqual(['nx-codesign/plugin']);
  });

  it('takes a size to average the images down to', () => {
    const tree = createTreeWithEmptyWorkspace();
    model(tree, { ...options, resize: '8,8' });
    const text = tree.read('models/digits/codesign.json', 'utf8') ?? '';
    expect(parseConfig(text, 'codesign.json').dataset.resize).toEqual([8, 8]);
  });

  it.each([
    { change: { directory: '../out' }, message: 'not a folder inside the workspace' },
    { change: { directory: '/tmp/out' }, message: 'not a folder inside the workspace' },
    { change: { testImages: 'raw/t' }, message: 'testImages and testLabels together' },
    { change: { resize: '8x8' }, message: 'expected height and width' },
    { change: { labels: undefined }, message: 'images and labels together' },
    { change: { images: undefined, labels: undefined, resize: '8,8' }, message: 'need images and labels' },
    { change: { family: 'deepSets' as const }, message: 'deepSets takes sets of particles' },
  ])('refuses $change and writes nothing', ({ change, message }) => {
    const tree = createTreeWithEmptyWorkspace();
    const before = tree.listChanges().length;
    expect(() => model(tree, { ...options, ...change })).toThrow(message);
    expect(tree.listChanges()).toHaveLength(before);
  });

  it.each([
    { family: 'mlp', kind: 'jets', task: 'classification' },
    { family: 'deepSets', kind: 'jets', task: 'classification' },
    { family: 'convNet', kind: 'bragg', task: 'regression' },
  ] as const)('begins $family without files with simulated $kind, a $task', ({ family, kind, task }) => {
    const tree = createTreeWithEmptyWorkspace();
    model(tree, { directory: 'models/new', family });
    const config = parseConfig(tree.read('models/new/codesign.json', 'utf8') ?? '', 'codesign.json');
    expect(config.search.space.family).toBe(family);
    expect(config.dataset.source.kind).toBe(kind);
    expect(config.task).toBe(task);
  });

  it('takes a family for images', () => {
    const tree = createTreeWithEmptyWorkspace();
    model(tree, { ...options, family: 'convNet' });
    const config = parseConfig(tree.read('models/digits/codesign.json', 'utf8') ?? '', 'codesign.json');
    expect([config.search.space.family, config.dataset.source.kind]).toEqual(['convNet', 'idx']);
  });

  it('refuses a folder that holds a study', () => {
    const tree = createTreeWithEmptyWorkspace();
    model(tree, options);
    expect(() => model(tree, options)).toThrow('exists already');
  });
});
