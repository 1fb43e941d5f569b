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
import { appendFlushed, makeFolder, writeWhole } from './writeWhole';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cache-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** A device of Linux on which every write fails for want of space. */
const fullDisk = '/dev/full';
const onLinux = existsSync(fullDisk) ? test : test.skip;

function failureOf(write: () => void): unknown {
  try {
    write();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('files of the cache', () => {
  test('are written whole, over what was there', () => {
    writeFileSync(join(folder, 'a'), 'a longer text');
    writeWhole(join(folder, 'a'), 'text');
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('text');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  onLinux('on a full disk (/dev/full), the error names the file, advises, and nothing torn is left', () => {
    symlinkSync(fullDisk, join(folder, 'journal'));
    symlinkSync(fullDisk, join(folder, `a.${process.pid}.partial`));
    const advice = /: ENOSPC.*free space on it, then run again; nothing that is already finished is lost/;
    for (const [name, write] of [
      ['journal', () => appendFlushed(join(folder, 'journal'), 'line\n')],
      ['a', () => writeWhole(join(folder, 'a'), 'text')],
    ] as const) {
      const error = failureOf(write);
      expect(error).toMatchObject({ code: 'cache.write', message: expect.stringMatching(advice) });
      expect(error).toMatchObject({ message: expect.stringContaining(join(folder, name)) });
    }
    expect(readdirSync(folder)).toEqual(['journal']);
  });

  test('where a folder cannot be made, the error names it and says what to do', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(failureOf(() => makeFolder(join(folder, 'file/journal')))).toMatchObject({
      code: 'cache.write',
      message: expect.stringMatching(/file\/journal: ENOTDIR.* See that its folder can be made and written/),
    });
  });

  test('where a folder stands in the place of a file, the error names it, and nothing is left beside it', () => {
    mkdirSync(join(folder, 'a/b'), { recursive: true });
    expect(failureOf(() => writeWhole(join(folder, 'a'), 'text'))).toMatchObject({ code: 'cache.write' });
    expect(readdirSync(folder)).toEqual(['a']);
  });
});
