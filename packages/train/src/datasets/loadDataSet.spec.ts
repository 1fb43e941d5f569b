import { gzipSync } from 'node:zlib';
import { CodesignError } from '@nx-codesign/ir';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { DataFiles } from './dataFiles';
import { checkDataSet, loadDataSet, type DataSetOptions } from './loadDataSet';

const bigEndian = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const idx = (shape: number[], data: ArrayLike<number>) =>
  Uint8Array.from([0, 0, 8, shape.length, ...shape.flatMap(bigEndian), ...Array.from(data)]);

/** `count` images of 2x2 pixels, all of the image's number, labels counting 0 1 2 0 1 2. */
const images = (count: number, first = 0) =>
  idx(
    [count, 2, 2],
    Array.from({ length: 4 * count }, (_, i) => first + Math.floor(i / 4)),
  );
const labels = (count: number) =>
  idx(
    [count],
    Array.from({ length: count }, (_, i) => i % 3),
  );

function filesOf(contents: Record<string, Uint8Array>): DataFiles & { readWhole: string[] } {
  const readWhole: string[] = [];
  const find = (path: string) => {
    if (path in contents) return contents[path];
    throw new CodesignError('dataset.missing', `The data file ${path} does not exist.`);
  };
  return {
    size: (path) => find(path).length,
    readWhole,
    read(path) {
      readWhole.push(path);
      return find(path);
    },
    readRange: (path, start, length) => find(path).subarray(start, start + length),
    absolute: (path) => path,
  };
}

const onePair: DataSetOptions = {
  source: { kind: 'idx', images: 'x', labels: 'y' },
  split: { train: 0.6, validation: 0.2, test: 0.2 },
  inputFormat: { signed: false, integer: 0, fraction: 8 },
  seed: 1,
};
const twoPairs: DataSetOptions = {
  ...onePair,
  source: { kind: 'idx', train: { images: 'x', labels: 'y' }, test: { images: 'tx', labels: 'ty' } },
  split: { train: 0.8, validation: 0.2 },
};
const files = filesOf({ x: images(30), y: labels(30), tx: images(6, 100), ty: labels(6) });

/** Which image each row is: the pixels of image k are round(k / 255 * 256), which is k, or k + 1 from 128. */
const rows = (x: Float32Array) => Array.from({ length: x.length / 4 }, (_, row) => x[4 * row] * 256);

describe('loadDataSet', () => {
  it('splits one pair into three sets that share nothing and lose nothing, each with its labels', async () => {
    const { train, validation, test, classes, inputShape } = await loadDataSet(onePair, files);
    expect([train.count, validation.count, test.count]).toEqual([18, 6, 6]);
    expect(classes).toBe(3);
    expect(inputShape).toEqual([2, 2]);
    const all = [train, validation, test].flatMap(({ x }) => rows(x));
    expect(all.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => i));
    for (const { x, y } of [train, validation, test])
      expect(Array.from(y)).toEqual(rows(x).map((i) => i % 3));
  });

  it('gives every class its share of every split', async () => {
    const { train, validation, test } = await loadDataSet(onePair, files);
    const perClass = (y: ArrayLike<number>) =>
      [0, 1, 2].map((label) => Array.from(y).filter((each) => each === label).length);
    expect([train, validation, test].map(({ y }) => perClass(y))).toEqual([
      [6, 6, 6],
      [2, 2, 2],
      [2, 2, 2],
    ]);
  });

  it('keeps a test set of its own whole and in the order of its file', async () => {
    const { train, validation, test } = await loadDataSet(twoPairs, files);
    expect([train.count, validation.count]).toEqual([24, 6]);
    expect(rows(test.x)).toEqual([100, 101, 102, 103, 104, 105]);
    expect(Array.from(test.y)).toEqual([0, 1, 2, 0, 1, 2]);
  });

  it('limits each split to a fair sample of it', async () => {
    const limited = await loadDataSet({ ...twoPairs, limit: { train: 9, validation: 3, test: 3 } }, files);
    const whole = await loadDataSet(twoPairs, files);
    expect([limited.train.count, limited.validation.count, limited.test.count]).toEqual([9, 3, 3]);
    expect(rows(limited.train.x)).toEqual(rows(whole.train.x).slice(0, 9));
    expect([...limited.test.y].toSorted((a, b) => a - b)).toEqual([0, 1, 2]);
  });

  it('counts the classes without the test set, limits aside', async () => {
    const onlyTwo = filesOf({
      x: images(30),
      y: labels(30),
      tx: images(6, 100),
      ty: idx([6], [0, 1, 0, 1, 0, 1]),
    });
    expect((await loadDataSet({ ...twoPairs, limit: { train: 1 } }, onlyTwo)).classes).toBe(3);
  });

  it('refuses a label that a test set of its own alone has', async () => {
    const given = filesOf({ x: images(30), y: labels(30), tx: images(2), ty: idx([2], [0, 3]) });
    await expect(loadDataSet(twoPairs, given)).rejects.toThrow(
      expect.objectContaining({
        code: 'dataset.classes',
        message: expect.stringContaining(
          'The test split has the label 3, but training and validation have 0 to 2',
        ),
      }),
    );
  });

  it('refuses a label that fell into the test split of a pool alone', async () => {
    const random: DataSetOptions = { ...onePair, split: { ...onePair.split, order: 'random' } };
    const [inTest] = rows((await loadDataSet(random, files)).test.x);
    const [inTrain] = rows((await loadDataSet(random, files)).train.x);
    const withRare = (rare: number) =>
      filesOf({
        x: images(30),
        y: idx(
          [30],
          Array.from({ length: 30 }, (_, i) => (i === rare ? 3 : i % 3)),
        ),
      });
    expect((await loadDataSet(random, withRare(inTrain))).classes).toBe(4);
    await expect(loadDataSet(random, withRare(inTest))).rejects.toThrow('The test split has the label 3');
  });

  it.each<[string, (i: number) => number, string]>([
    [
      'one label of 200 among 0 to 2',
      (i) => (i === 0 ? 200 : i % 3),
      'but no training example has 3, 4, 5, 6, 7 (and 192 more).',
    ],
    ['multiples of 20', (i) => 20 * (i % 3), 'but no training example has 1, 2, 3, 4, 5 (and 33 more).'],
    ['labels that are all 1', () => 1, 'from 0 to 1 is a class, but no training example has 0.'],
  ])('refuses %s, naming the labels that nothing teaches', async (_, label, text) => {
    const given = filesOf({
      x: images(30),
      y: idx(
        [30],
        Array.from({ length: 30 }, (_, i) => label(i)),
      ),
    });
    const train: DataSetOptions = { ...onePair, split: { train: 0.8, validation: 0.1, test: 0.1 } };
    await expect(loadDataSet(train, given)).rejects.toThrow(
      expect.objectContaining({ code: 'dataset.classes', message: expect.stringContaining(text) }),
    );
    await expect(loadDataSet(train, given)).rejects.toThrow('Number the classes from 0 without gaps');
  });

  it('averages images down', async () => {
    const { train, inputShape } = await loadDataSet({ ...onePair, resize: [1, 1] }, files);
    expect(inputShape).toEqual([1, 1]);
    expect(train.x.length).toBe(18);
    expect(Array.from(train.y)).toEqual(Array.from(train.x, (value) => (value * 256) % 3));
  });

  it('depends on the seed and on nothing else', async () => {
    expect(await loadDataSet(onePair, files)).toEqual(await loadDataSet(onePair, files));
    expect(await loadDataSet(onePair, files)).not.toEqual(await loadDataSet({ ...onePair, seed: 2 }, files));
  });

  it('reads gzipped files to the same set', async () => {
    const zipped = filesOf({ x: gzipSync(images(30)), y: gzipSync(labels(30)) });
    expect(await loadDataSet(onePair, zipped)).toEqual(await loadDataSet(onePair, files));
  });
});

describe('checkDataSet', () => {
  it('tells shape and counts without reading any file whole', async () => {
    const fresh = filesOf({ x: images(30), y: labels(30), tx: images(6), ty: gzipSync(labels(6)) });
    expect(await checkDataSet(twoPairs, fresh)).toEqual({
      task: 'classification',
      shape: [2, 2],
      poolCount: 30,
      testCount: 6,
      values: 'bytes',
      origin: { normalisation: { offset: 0, divisor: 255 } },
    });
    expect(fresh.readWhole).toEqual([]);
  });

  /** 2000 images that gzip cannot shrink below what is read of a file's beginning. */
  const random = xoroshiro128plus(1);
  const noise = idx(
    [2000, 2, 2],
    Array.from({ length: 8000 }, () => random.next() & 255),
  );
  const zippedNoise = gzipSync(noise);

  const broken: [string, Record<string, Uint8Array>, Partial<DataSetOptions>, string[]][] = [
    ['a missing file', { y: labels(30) }, {}, ['dataset.missing', 'x']],
    [
      'fewer labels than images',
      { x: images(30), y: labels(29) },
      {},
      ['dataset.countMismatch', '30 images'],
    ],
    [
      'a truncated file',
      { x: images(30).subarray(0, 100), y: labels(30) },
      {},
      ['dataset.truncated', 'found 100'],
    ],
    [
      'a file too long',
      { x: images(30), y: Uint8Array.from([...labels(30), 0]) },
      {},
      ['dataset.tooLong', '39'],
    ],
    [
      'a gzip file of a truncated one',
      { x: gzipSync(images(30).subarray(0, 100)) },
      {},
      ['dataset.truncated', '136'],
    ],
    ...[1, 4, 10, 18, 40, 4999, 5000].map((length): (typeof broken)[number] => [
      `a gzip file cut after ${length} bytes`,
      { x: zippedNoise.subarray(0, length) },
      {},
      ['dataset.truncated', length < 2 ? 'truncated' : 'x is a truncated gzip file'],
    ]),
    [
      'a large gzip file of a truncated one',
      { x: gzipSync(noise.subarray(0, noise.length - 1)) },
      {},
      ['dataset.truncated', `inflated, is truncated: expected ${noise.length} bytes`],
    ],
    ['swapped paths', { x: labels(30), y: images(30) }, {}, ['dataset.shapeMismatch', 'swapped']],
    ['no images', { x: images(0), y: labels(0) }, {}, ['dataset.empty', '[0, 2, 2]']],
    ['a size above the images', {}, { resize: [3, 2] }, ['dataset.resize', '[2, 2]']],
    ['a split without a test', {}, { split: { train: 0.5, validation: 0.5 } }, ['dataset.split', 'no share']],
    ['a test share too many', {}, { ...twoPairs, split: onePair.split }, ['dataset.split', 'Remove']],
    [
      'test images of another size',
      { tx: idx([6, 1, 1], [1, 2, 3, 4, 5, 6]) },
      twoPairs,
      ['dataset.shapeMismatch', '[1, 1]'],
    ],
    [
      'a signed input format',
      {},
      { inputFormat: { signed: true, integer: 0, fraction: 7 } },
      ['dataset.inputFormat', 'signed: false'],
    ],
  ];
  it.each(broken)('refuses %s before any work', async (name, contents, options, [code, text]) => {
    const good = { x: images(30), y: labels(30), tx: images(6), ty: labels(6) };
    const given = name === 'a missing file' ? contents : { ...good, ...contents };
    const check = checkDataSet({ ...onePair, ...options }, filesOf(given));
    await expect(check).rejects.toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(text) }),
    );
  });

  it('reads the size of a gzip file of two members, whose trailer tells that of the last alone', async () => {
    const members = [noise.subarray(0, 100), noise.subarray(100)].map((part) => gzipSync(part));
    const given = filesOf({ x: Uint8Array.from(members.flatMap((member) => [...member])), y: labels(2000) });
    expect((await checkDataSet(onePair, given)).poolCount).toBe(2000);
  });

  it('refuses an unknown kind of source, naming the kinds', async () => {
    const source = { kind: 'idz' } as unknown as DataSetOptions['source'];
    await expect(checkDataSet({ ...onePair, source }, files)).rejects.toThrow(
      'the kinds are idx, jets, bragg',
    );
  });
});
