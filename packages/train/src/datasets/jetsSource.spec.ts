import type { DataFiles } from './dataFiles';
import { generateJets } from './jets/generateJets';
import { checkDataSet, loadDataSet, type DataSetOptions } from './loadDataSet';

const noFile = (path: string): never => {
  throw new Error(`read ${path}`);
};
const noFiles: DataFiles = { absolute: noFile, size: noFile, read: noFile, readRange: noFile };
const source = { kind: 'jets', count: 100, particles: 4, features: 3, seed: 1 } as const;
const options: DataSetOptions = {
  source,
  split: { train: 0.5, validation: 0.25, test: 0.25 },
  inputFormat: { signed: true, integer: 1, fraction: 6 },
  seed: 1,
};

describe('a data set of simulated jets', () => {
  it('has balanced splits of [particles, 3] and five classes, and reads no file', async () => {
    const { train, validation, test, inputShape, classes } = await loadDataSet(options, noFiles);
    expect([train.count, validation.count, test.count]).toEqual([50, 25, 25]);
    expect([inputShape, classes]).toEqual([[4, 3], 5]);
    for (const { y, count } of [train, validation, test]) {
      const perClass = [0, 1, 2, 3, 4].map((label) => y.filter((each) => each === label).length);
      expect(perClass).toEqual(new Array(5).fill(count / 5));
    }
  });

  it('holds each jet once, divided by 400 GeV and 0.2, rounded and saturated', async () => {
    const { x, y } = generateJets(source);
    const { train, validation, test } = await loadDataSet(options, noFiles);
    const rowsOf = (values: Float32Array | number[], labels: ArrayLike<number>) =>
      Array.from(labels, (label, row) => [label, ...values.slice(row * 12, row * 12 + 12)].join(' ')).sort();
    const expected = Array.from(x, (value, index) => {
      const integer = Math.round((value / (index % 3 === 0 ? 400 : 0.2)) * 64);
      return Math.min(127, Math.max(-128, integer)) / 64;
    });
    const found = [train, validation, test].flatMap((split) => rowsOf(split.x, split.y)).sort();
    expect(found).toEqual(rowsOf(expected, y));
  });

  it('holds the same jets whatever the seed of the study, which orders them', async () => {
    const all = async (seed: number) => {
      const { train, validation, test } = await loadDataSet({ ...options, seed }, noFiles);
      return [train, validation, test].flatMap(({ x }) => [...x]);
    };
    expect(await all(2)).not.toEqual(await all(1));
    expect((await all(2)).sort()).toEqual((await all(1)).sort());
  });

  it('is described as simulated, with names and one scale per feature', async () => {
    expect((await checkDataSet(options, noFiles)).origin).toEqual({
      normalisation: { offset: [0, 0, 0], divisor: [400, 0.2, 0.2] },
      simulated: true,
      classNames: ['g', 'q', 'W', 'Z', 't'],
      featureNames: ['pt', 'etarel', 'phirel'],
    });
  });

  const broken: [string, Partial<DataSetOptions>, string, string][] = [
    [
      'an unsigned format',
      { inputFormat: { signed: false, integer: 0, fraction: 8 } },
      'dataset.inputFormat',
      'signed: true',
    ],
    ['a resize', { resize: [2, 2] }, 'dataset.resize', 'Remove dataset.resize'],
    [
      'no share for the test',
      { split: { train: 0.5, validation: 0.5 } },
      'dataset.split',
      'Add dataset.split.test',
    ],
    ['fewer jets than classes', { source: { ...source, count: 4 } }, 'dataset.count', '5 to'],
    [
      'more than fits in memory',
      { source: { ...source, count: 1e6, particles: 150 } },
      'dataset.count',
      '5 to 666666 jets',
    ],
  ];
  it.each(broken)('refuses %s before any work', async (_, changes, code, text) => {
    const check = checkDataSet({ ...options, ...changes }, noFiles);
    await expect(check).rejects.toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(text) }),
    );
  });
});
