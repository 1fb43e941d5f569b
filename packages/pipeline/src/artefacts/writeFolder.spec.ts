import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFolder } from './writeFolder';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'artefacts-'))));
afterEach(() => rmSync(root, { recursive: true }));

describe('writeFolder', () => {
  test('writes files and folders, text and bytes', async () => {
    await writeFolder(join(root, 'a/stage'), { 'x.json': 'text', 'deep/y.bin': new Uint8Array([1, 2]) });
    expect(readFileSync(join(root, 'a/stage/x.json'), 'utf8')).toBe('text');
    expect([...readFileSync(join(root, 'a/stage/deep/y.bin'))]).toEqual([1, 2]);
    expect(readdirSync(join(root, 'a'))).toEqual(['stage']);
  });

  test('a stale file of an earlier run goes', async () => {
    await writeFolder(join(root, 'stage'), { old: '1' });
    await writeFolder(join(root, 'stage'), { new: '2' });
    expect(readdirSync(join(root, 'stage'))).toEqual(['new']);
  });

  test('what a killed run left is no part of the next', async () => {
    mkdirSync(join(root, '.stage.partial'));
    writeFileSync(join(root, '.stage.partial/torn'), '');
    await writeFolder(join(root, 'stage'), { whole: '1' });
    expect(readdirSync(join(root, 'stage'))).toEqual(['whole']);
    expect(readdirSync(root)).toEqual(['stage']);
  });

  test('a write that fails half-way leaves neither target nor temporary folder, and says why', async () => {
    const blocked = { first: '1', 'first/below': '2' };
    const target = join(root, 'stage');
    await expect(writeFolder(target, blocked)).rejects.toThrow(/Cannot write .*stage: (EEXIST|ENOTDIR)/);
    expect(existsSync(target)).toBe(false);
    expect(readdirSync(root)).toEqual([]);
  });
});
