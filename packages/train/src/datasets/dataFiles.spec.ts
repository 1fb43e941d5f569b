import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskFiles } from './dataFiles';

describe('diskFiles', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'data-files-'));
    writeFileSync(join(root, 'five'), Uint8Array.from([1, 2, 3, 4, 5]));
    mkdirSync(join(root, 'folder'));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it('reads sizes, whole files and ranges, from paths relative to the root and absolute ones', () => {
    const files = diskFiles(root);
    expect(files.size('five')).toBe(5);
    expect(Array.from(files.read(join(root, 'five')))).toEqual([1, 2, 3, 4, 5]);
    expect(Array.from(files.readRange('five', 1, 2))).toEqual([2, 3]);
    expect(Array.from(files.readRange('five', 3, 100))).toEqual([4, 5]);
  });

  it.each([
    ['size', 'nothing', 'does not exist'],
    ['read', 'nothing', 'does not exist'],
    ['readRange', 'nothing', 'does not exist'],
    ['size', 'folder', 'is a directory'],
    ['read', 'folder', 'is a directory'],
  ] as const)('refuses %s of %s, keeping the cause', (method, path, text) => {
    const act = () => diskFiles(root)[method](path, 0, 1);
    expect(act).toThrow(
      expect.objectContaining({
        code: 'dataset.missing',
        message: expect.stringContaining(`${path} ${text}`),
      }),
    );
    expect(act).toThrow(expect.objectContaining({ cause: expect.anything() }));
  });
});
