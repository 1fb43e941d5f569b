import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskFiles } from './dataFiles';
import { checkDataSet, prepareDataSet, type DataSetOptions } from './loadDataSet';
import type { TableSource } from './tableSource';

const folder = mkdtempSync(join(tmpdir(), 'tables-'));
afterAll(() => rmSync(folder, { recursive: true }));
const files = diskFiles(folder);
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

const count = 20;
const names = ['g', 'q'];
const records = Array.from({ length: count }, (_, row) => [row, 10 * row, names[row % 2]]);
const csv = ['a,"b, squared",class', ...records.map((record) => record.join(','))].join('\n');

const source: TableSource = { kind: 'table', task: 'classification', files: ['t.csv'], answers: ['class'] };
const options: DataSetOptions = {
  source,
  split: { train: 0.6, validation: 0.2, test: 0.2 },
  inputFormat: { signed: true, integer: 8, fraction: 2 },
  normalise: { method: 'none' },
  seed: 1,
};
const prepare = (changes: Partial<TableSource>) =>
  prepareDataSet({ ...options, source: { ...source, ...changes } }, files);
/** All rows, features then answers, sorted by the first feature. */
async function rowsOf(changes: Partial<TableSource>): Promise<number[][]> {
  const { dataSet } = await prepare(changes);
  const size = dataSet.inputShape[0];
  const rows = [dataSet.train, dataSet.validation, dataSet.test].flatMap(({ x, y, count: n }) =>
    Array.from({ length: n }, (_, row) => [
      ...x.subarray(row * size, (row + 1) * size),
      ...y.subarray(row * (y.length / n), (row + 1) * (y.length / n)),
    ]),
  );
  return rows.sort(([a], [b]) => a - b);
}

write('t.csv', csv);
/** As OpenML writes them. */
write(
  't.arff',
  [
    '% a comment',
    '@RELATION jets',
    '@ATTRIBUTE a REAL',
    "@attribute 'b, squared' numeric",
    "@ATTRIBUTE class {q, 'g'}",
    '@DATA',
    ...records.map((record) => record.join(',')),
    '% the end',
    '',
  ].join('\n'),
);

describe('tables', () => {
  it('in CSV give all columns but the answer, classes sorted by name', async () => {
    const { origin } = await prepare({});
    expect(origin).toMatchObject({ featureNames: ['a', 'b, squared'], classNames: ['g', 'q'] });
    expect(await rowsOf({})).toEqual(records.map(([a, b], row) => [a, b, row % 2]));
  });

  it('in TSV are the same with tabulators', async () => {
    write('t.tsv', csv.replace('"b, squared"', 'b').replaceAll(',', '\t'));
    expect(await rowsOf({ files: ['t.tsv'] })).toEqual(await rowsOf({}));
  });

  it("in ARFF have the classes in the file's own order", async () => {
    const { origin } = await prepare({ files: ['t.arff'] });
    expect(origin.classNames).toEqual(['q', 'g']);
    expect(await rowsOf({ files: ['t.arff'] })).toEqual(records.map(([a, b], row) => [a, b, 1 - (row % 2)]));
  });

  it('give the named columns in the named order, and labels as classNames numbers them', async () => {
    const found = await rowsOf({ features: ['b, squared', 'a'], classNames: ['x', 'q', 'g'].slice(1) });
    expect(found).toEqual(records.map(([a, b], row) => [b, a, 1 - (row % 2)]));
  });

  it('give several columns as targets of a regression', async () => {
    const regression = { task: 'regression', features: ['a'], answers: ['b, squared', 'a'] } as const;
    expect(await rowsOf(regression)).toEqual(records.map(([a, b]) => [a, b, a]));
    const { origin } = await prepare(regression);
    expect(origin.targets).toEqual({ names: ['b, squared', 'a'] });
  });

  it('keep whole numbers as labels', async () => {
    write('n.csv', ['a,class', ...records.map(([a], row) => `${a},${row % 2}`)].join('\r\n'));
    const { origin, dataSet } = await prepare({ files: ['n.csv'] });
    expect(origin.classNames).toBeUndefined();
    expect(dataSet.classes).toBe(2);
  });

  it('are read whole in parts: two files of 4.5 MB and a short one between them', async () => {
    const zeros = '0'.repeat(140);
    const lines = Array.from({ length: 30_000 }, (_, row) => `${row % 100}.5${zeros},${row % 2}`);
    write('long.csv', `a,class\n${lines.join('\n')}\n`);
    const { dataSet } = await prepare({ files: ['long.csv', 'n.csv', 'long.csv'] });
    const all = [dataSet.train, dataSet.validation, dataSet.test];
    expect(all.reduce((sum, split) => sum + split.count, 0)).toBe(60_020);
    const total = all.reduce((sum, { x }) => sum + x.reduce((part, value) => part + value, 0), 0);
    expect(total).toBe(2 * 30_000 * 50 + 190);
  });

  it('scale features by mean and deviation of the training records alone', async () => {
    const { dataSet, origin } = await prepareDataSet(
      { ...options, normalise: { method: 'standard' } },
      files,
    );
    const { offset } = origin.normalisation as { readonly offset: readonly number[] };
    const rounded = Array.from({ length: dataSet.train.count }, (_, row) => dataSet.train.x[2 * row]);
    expect(Math.abs(rounded.reduce((sum, value) => sum + value) / rounded.length)).toBeLessThan(0.13);
    expect(offset[1]).toBeCloseTo(10 * offset[0], 9);
    expect(offset[0]).not.toBeCloseTo((count - 1) / 2, 3);
  });

  const broken: [string, string, Partial<TableSource>, [string, string]][] = [
    ['a missing file', csv, { files: ['none.csv'] }, ['dataset.missing', 'none.csv does not exist']],
    [
      'an unknown column',
      csv,
      { answers: ['label'] },
      ['dataset.column', 'no column "label"; it has a, b, squared'],
    ],
    ['another format', csv, { files: ['t.xlsx'] }, ['dataset.format', 'read from .csv, .tsv, .arff']],
    ['a file without records', 'a,class', { files: ['x.csv'] }, ['dataset.format', 'no records below']],
    ['names as features', '', { files: ['t.arff'], features: ['class'] }, ['dataset.column', 'holds names']],
  ];
  it.each(broken)('refuses %s before any work', async (_, text, changes, [code, message]) => {
    write('x.csv', text);
    const check = checkDataSet({ ...options, source: { ...source, ...changes } }, files);
    await expect(check).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it.each([
    ['text instead of a number', 'x,q', 'dataset.notFinite', 'column "a" of x.csv holds "x"'],
    ['a missing value', ',q', 'dataset.notFinite', 'holds ""'],
    [
      'a record with a field too many',
      '1,2,q',
      'dataset.format',
      'a record has 3 fields, but there are 2 columns',
    ],
    ['an open quotation mark', '"1,q', 'dataset.format', 'Quote Not Closed'],
  ])('refuses %s, saying where', async (_, record, code, message) => {
    write('x.csv', `a,class\n${'1,g\n2,q\n'.repeat(10)}${record}\n`);
    await expect(prepare({ files: ['x.csv'] })).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
  });

  it('refuses test files that do not fit into memory with the others', async () => {
    const head = Array.from({ length: 2001 }, (_, column) => `c${column}`).join(',');
    // Lines count as records before they are read.
    const lines = (records: number) => `${head}\n${'\n'.repeat(records)}`;
    write('wide.csv', lines(100));
    const check = (tests: number) => {
      write('test.csv', lines(tests));
      const wide = { ...source, files: ['wide.csv'], testFiles: ['test.csv'], answers: ['c0'] };
      return checkDataSet({ ...options, source: wide, split: { train: 0.8, validation: 0.2 } }, files);
    };
    expect(await check(149900)).toMatchObject({ poolCount: 100, testCount: 149900 });
    await expect(check(149901)).rejects.toMatchObject({
      code: 'dataset.count',
      message: expect.stringContaining('the test files 149901'),
    });
  });

  it('refuses a class that is not among the named ones', async () => {
    await expect(prepare({ classNames: ['g', 'x'] })).rejects.toThrow(
      'holds "q", which is none of the classes g, x',
    );
  });

  it('refuses a sparse ARFF file', async () => {
    write('s.arff', '@relation s\n@attribute a numeric\n@attribute class {g,q}\n@data\n{0 1}\n');
    await expect(
      checkDataSet({ ...options, source: { ...source, files: ['s.arff'] } }, files),
    ).rejects.toThrow('s.arff is a sparse ARFF file');
  });
});
