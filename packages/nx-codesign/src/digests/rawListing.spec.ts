import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StudyFiles } from '@nx-codesign/pipeline/raw-files';
import { rawListing } from './rawListing';

/** SHA-256 of the two texts, by sha256sum. */
const digestOf = {
  a: 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
  b: '3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d',
};

describe('the listing of raw data', () => {
  const root = mkdtempSync(join(tmpdir(), 'listing-'));
  afterAll(() => rmSync(root, { recursive: true }));
  const listing = (source: object) => {
    const places = { projectRoot: root, cacheFile: join(root, 'digests.json') };
    return rawListing({ dataset: { source } } as StudyFiles, places);
  };
  const table = { kind: 'table', files: ['pool'], testFiles: ['test'] };

  beforeEach(() => {
    for (const folder of ['pool', 'test']) {
      rmSync(join(root, folder), { recursive: true, force: true });
      mkdirSync(join(root, folder));
    }
    writeFileSync(join(root, 'pool', 'a.csv'), 'a');
    writeFileSync(join(root, 'pool', 'z.csv'), 'b');
    writeFileSync(join(root, 'test', 'c.csv'), 'a');
  });

  it('names key, file and SHA-256, entry by entry', () => {
    expect(listing(table)).toEqual([
      `files[0] a.csv ${digestOf.a}`,
      `files[0] z.csv ${digestOf.b}`,
      `testFiles[0] c.csv ${digestOf.a}`,
    ]);
  });

  it('changes where a file moves from the training to the test files, though bytes and order stay', () => {
    const before = listing(table);
    renameSync(join(root, 'pool', 'z.csv'), join(root, 'test', 'b.csv'));
    expect(listing(table)).not.toEqual(before);
  });

  it('changes where a file of a folder gets another name', () => {
    const before = listing(table);
    renameSync(join(root, 'pool', 'z.csv'), join(root, 'pool', 'y.csv'));
    expect(listing(table)).not.toEqual(before);
  });

  it('lists the other entries where one has no files', () => {
    rmSync(join(root, 'pool'), { recursive: true });
    mkdirSync(join(root, 'pool'));
    expect(listing(table)).toEqual(['files[0] pool missing', `testFiles[0] c.csv ${digestOf.a}`]);
  });

  it('is the same wherever the project lies', () => {
    expect(listing(table).join()).not.toContain(root);
  });
});
