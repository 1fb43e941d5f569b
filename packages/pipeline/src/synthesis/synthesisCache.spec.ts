import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { markUsed, pruneCache } from './synthesisCache';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'synthesis-cache-'));
  // Ten bytes each, last used in seconds 1, 2 and 3 after 1970.
  ['a.json', 'b.json', 'c.json'].forEach((name, i) => {
    writeFileSync(join(folder, name), '0123456789');
    utimesSync(join(folder, name), i + 1, i + 1);
  });
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the size of the synthesis cache', () => {
  test.each([
    { most: 30, left: ['a.json', 'b.json', 'c.json'], why: 'all of it is as much as it may be' },
    { most: 29, left: ['b.json', 'c.json'], why: 'the oldest goes' },
    { most: 10, left: ['c.json'], why: 'the last used one just fits' },
    { most: 9, left: [], why: 'not even one fits' },
  ])('of 30 bytes, $most leave $left.length entries: $why', ({ most, left }) => {
    pruneCache(folder, most);
    expect(readdirSync(folder).sort()).toEqual(left);
  });

  test('an entry that was used again is not the oldest any more', () => {
    markUsed(join(folder, 'a.json'));
    pruneCache(folder, 20);
    expect(readdirSync(folder).sort()).toEqual(['a.json', 'c.json']);
  });

  test('what is no entry stays and does not count', () => {
    writeFileSync(join(folder, 'notes.txt'), 'x'.repeat(100));
    pruneCache(folder, 30);
    expect(readdirSync(folder)).toHaveLength(4);
  });

  test('marking an entry that is gone does nothing', () => {
    expect(() => markUsed(join(folder, 'gone.json'))).not.toThrow();
    expect(readdirSync(folder)).toHaveLength(3);
  });
});
