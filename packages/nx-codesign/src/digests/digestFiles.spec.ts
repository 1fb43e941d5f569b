import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestFiles } from './digestFiles';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('digests of raw data', () => {
  const folder = mkdtempSync(join(tmpdir(), 'digests-'));
  const file = join(folder, 'raw');
  afterAll(() => rmSync(folder, { recursive: true }));
  const cache = join(folder, 'cache', 'digests.json');

  it('is the SHA-256 of each file in order, and "missing" for one that is not there', () => {
    writeFileSync(file, 'abc');
    expect(digestFiles([file, join(folder, 'none')], cache)).toEqual([sha256('abc'), 'missing']);
  });

  it('follows a change of one byte', () => {
    writeFileSync(file, 'abd');
    utimesSync(file, 1, 1);
    expect(digestFiles([file], cache)).toEqual([sha256('abd')]);
  });

  it('follows a change that keeps size and modification time', () => {
    writeFileSync(file, 'abe');
    utimesSync(file, 1, 1);
    expect(digestFiles([file], cache)).toEqual([sha256('abe')]);
  });

  it('is remembered by path, size, times and inode', () => {
    writeFileSync(cache, readFileSync(cache, 'utf8').replace(sha256('abe'), 'remembered'));
    expect(digestFiles([file], cache)).toEqual(['remembered']);
    utimesSync(file, 2, 2);
    expect(digestFiles([file], cache)).toEqual([sha256('abe')]);
  });

  it('does without a cache that is torn', () => {
    writeFileSync(cache, '{"/a');
    expect(digestFiles([file], cache)).toEqual([sha256('abe')]);
  });
});
