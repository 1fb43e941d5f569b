import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Type } from '@sinclair/typebox';
import { openJournal } from './journal';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'journal-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const file = () => join(folder, 'journal.jsonl');

describe('the journal', () => {
  test('a second run finds what the first appended', () => {
    openJournal(folder).append('k', { record: { accuracy: 0.5 }, weights: new Uint8Array([1, 2, 3]) });
    const found = openJournal(folder).find('k', Type.Any());
    expect(found?.record).toEqual({ accuracy: 0.5 });
    expect([...(found?.weights ?? [])]).toEqual([1, 2, 3]);
    expect(openJournal(folder).find('other', Type.Any())).toBeUndefined();
  });

  test('every length of a torn last line is ignored, and the next entry is not swallowed by it', () => {
    openJournal(folder).append('whole', { record: 1 });
    const whole = readFileSync(file()).length;
    openJournal(folder).append('torn', { record: 2 });
    const all = readFileSync(file());
    for (let length = whole; length < all.length - 1; length++) {
      writeFileSync(file(), all);
      truncateSync(file(), length);
      const journal = openJournal(folder);
      expect(journal.find('torn', Type.Any())).toBeUndefined();
      journal.append('next', { record: 3 });
      const reopened = openJournal(folder);
      expect(reopened.find('whole', Type.Any())?.record).toBe(1);
      expect(reopened.find('next', Type.Any())?.record).toBe(3);
    }
  });

  test('an entry whose weights are gone or changed is not found', () => {
    openJournal(folder).append('k', { record: 1, weights: new Uint8Array([1, 2, 3]) });
    const [name] = readdirSync(join(folder, 'weights'));
    truncateSync(join(folder, 'weights', name), 2);
    expect(openJournal(folder).find('k', Type.Any())).toBeUndefined();
    rmSync(join(folder, 'weights', name));
    expect(openJournal(folder).find('k', Type.Any())).toBeUndefined();
  });

  test('an entry whose record is of another shape is not found', () => {
    openJournal(folder).append('k', { record: { accuracy: 0.5 } });
    expect(openJournal(folder).find('k', Type.Object({ accuracy: Type.Number() }))?.record).toEqual({
      accuracy: 0.5,
    });
    expect(openJournal(folder).find('k', Type.Object({ accuracy: Type.String() }))).toBeUndefined();
  });

  test('lines that are no entries are ignored', () => {
    appendFileSync(file(), 'null\n7\n{"key":3}\n\n{"key":"k","record":1}\n');
    expect(openJournal(folder).find('k', Type.Any())?.record).toBe(1);
  });

  test('a write that fails names the file and what to do', () => {
    const journal = openJournal(folder);
    mkdirSync(file());
    const failure = (path: string) =>
      expect.objectContaining({
        code: 'cache.write',
        message: expect.stringMatching(`Cannot write ${path}: .*, then run again`),
      });
    expect(() => journal.append('k', { record: 1 })).toThrow(failure(file()));
    rmSync(file(), { recursive: true });
    writeFileSync(file(), '');
    expect(() => openJournal(file())).toThrow(failure(join(file(), 'weights')));
  });
});
