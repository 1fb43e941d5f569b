import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { artefactJson } from './json';
import { runRecordOf } from './runRecord';
import { emptyFolder, writeFolder } from './writeFolder';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'artefacts-'))));
afterEach(() => rmSync(root, { recursive: true }));

const run = artefactJson(
  runRecordOf({ durationMs: 1.5, cpuMs: 2.5, workers: 2, machine: { compiler: 'g++' } }),
);

function writeUserFile(folder: string, name: string): void {
  mkdirSync(folder);
  writeFileSync(join(folder, name), '{"scripts":{}}');
}

function linkToUserFolder(target: string): void {
  writeUserFile(join(root, 'mine'), 'a');
  symlinkSync(join(root, 'mine'), target);
}

const filesBelow = (folder: string) => readdirSync(folder, { recursive: true }).map(String).sort();

describe('writeFolder', () => {
  test('writes files and folders, text and bytes', async () => {
    await writeFolder(join(root, 'a/stage'), { 'x.json': 'text', 'deep/y.bin': new Uint8Array([1, 2]) });
    expect(readFileSync(join(root, 'a/stage/x.json'), 'utf8')).toBe('text');
    expect([...readFileSync(join(root, 'a/stage/deep/y.bin'))]).toEqual([1, 2]);
    expect(readdirSync(join(root, 'a'))).toEqual(['stage']);
  });

  test.each<[string, (target: string) => void]>([
    ["a user's files", (target) => writeUserFile(target, 'train-images')],
    ['a run.json of something else', (target) => writeUserFile(target, 'run.json')],
    ['a file in its place', (target) => writeFileSync(target, 'mine')],
    ['a link to a folder', (target) => linkToUserFolder(target)],
  ])('%s are refused and left as they were', async (_, make) => {
    const target = join(root, 'dataset');
    make(target);
    const before = filesBelow(root);
    const foreign = {
      code: 'artefacts.foreign',
      message: expect.stringMatching(/dataset (holds|is not).*Move it away .*, or set outputPath/),
    };
    await expect(emptyFolder(target)).rejects.toMatchObject(foreign);
    await expect(writeFolder(target, { new: '2' })).rejects.toMatchObject(foreign);
    expect(filesBelow(root)).toEqual(before);
  });

  test('an empty folder is as good as none', async () => {
    mkdirSync(join(root, 'stage'));
    await writeFolder(join(root, 'stage'), { new: '2' });
    expect(readdirSync(join(root, 'stage'))).toEqual(['new']);
  });

  test('a stale file of an earlier run goes', async () => {
    await writeFolder(join(root, 'stage'), { old: '1', 'run.json': run });
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
    await expect(writeFolder(target, blocked)).rejects.toThrow(
      /Cannot write .*stage: (EEXIST|ENOTDIR).*run again; nothing that is already finished is lost/,
    );
    expect(existsSync(target)).toBe(false);
    expect(readdirSync(root)).toEqual([]);
  });
});
