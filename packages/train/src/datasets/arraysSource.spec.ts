import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { encodeSafetensors } from '@nx-codesign/ir';
import { writeHdf5 } from './__fixtures__/hdf5';
import type { ArraysSource } from './arraysSource';
import { diskFiles } from './dataFiles';
import { checkDataSet, prepareDataSet, type DataSetOptions } from './loadDataSet';

const folder = mkdtempSync(join(tmpdir(), 'arrays-'));
afterAll(() => rmSync(folder, { recursive: true }));
const files = diskFiles(folder);

type Numbers = Float64Array | Float32Array | Int32Array | BigInt64Array | Uint8Array | Uint16Array;

/** An npy file as numpy.save writes it, version 1.0. */
function npy(descr: string, shape: readonly number[], data: Numbers): Uint8Array {
  const axes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${axes}), }`;
  const padded = `${text.padEnd(64 * Math.ceil((text.length + 11) / 64) - 11)}\n`;
  const head = [0x93, ...strToU8('NUMPY'), 1, 0, padded.length & 255, padded.length >> 8, ...strToU8(padded)];
  return Buffer.concat([
    Uint8Array.from(head),
    new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  ]);
}

const count = 30;
const rows = Array.from({ length: count }, (_, row) => row);
const values = rows.flatMap((row) => [row, 2 * row + 0.5]);
const labels = rows.map((row) => row % 3);
const write = (name: string, bytes: Uint8Array) => writeFileSync(join(folder, name), bytes);

beforeAll(async () => {
  const x = npy('<f8', [count, 2], Float64Array.from(values));
  const y = npy('<i8', [count], BigInt64Array.from(labels, BigInt));
  write('x.npy', x);
  write('y.npy', y);
  write('set.npz', zipSync({ 'x.npy': x, 'y.npy': [y, { level: 0 }] }));
  write(
    'set.safetensors',
    encodeSafetensors({
      x: { dtype: 'F32', shape: [count, 2], data: Float32Array.from(values) },
      y: { dtype: 'I32', shape: [count], data: Int32Array.from(labels) },
    }),
  );
  await writeHdf5(join(folder, 'set.h5'), {
    x: { data: Float64Array.from(values), shape: [count, 2] },
    y: { data: Int32Array.from(labels), shape: [count] },
  });
});

const source = (x: string, y: string): ArraysSource => {
  const place = (name: string) => {
    const [file, array] = name.split('#');
    return array === undefined ? { file } : { file, array };
  };
  return { kind: 'arrays', task: 'classification', x: [place(x)], y: [place(y)] };
};
const options: DataSetOptions = {
  source: source('x.npy', 'y.npy'),
  split: { train: 0.6, validation: 0.2, test: 0.2 },
  inputFormat: { signed: true, integer: 7, fraction: 2 },
  normalise: { method: 'none' },
  seed: 1,
};

describe('arrays in files', () => {
  it.each([
    ['npy', 'x.npy', 'y.npy'],
    ['npz', 'set.npz#x', 'set.npz#y'],
    ['safetensors', 'set.safetensors#x', 'set.safetensors#y'],
    ['HDF5', 'set.h5#x', 'set.h5#y'],
  ])('in %s give each example once, with its label', async (_, x, y) => {
    const { dataSet } = await prepareDataSet({ ...options, source: source(x, y) }, files);
    expect(dataSet).toMatchObject({ task: 'classification', inputShape: [2], classes: 3 });
    const found = [dataSet.train, dataSet.validation, dataSet.test].flatMap((split) =>
      Array.from(split.y, (label, row) => [split.x[2 * row], split.x[2 * row + 1], label]),
    );
    expect(found.sort(([a], [b]) => a - b)).toEqual(rows.map((row) => [row, 2 * row + 0.5, row % 3]));
  });

  it('follow one another where there are several files', async () => {
    const two = { ...source('x.npy', 'y.npy'), x: [{ file: 'x.npy' }, { file: 'set.h5', array: 'x' }] };
    const both = { ...two, y: [{ file: 'y.npy' }, { file: 'y.npy' }] };
    const { dataSet } = await prepareDataSet({ ...options, source: both }, files);
    const all = [dataSet.train, dataSet.validation, dataSet.test].flatMap(({ x }) => [...x]);
    expect(all.reduce((sum, value) => sum + value)).toBe(2 * values.reduce((sum, value) => sum + value));
  });

  it('of one-hot rows are a classification, of numbers a regression', async () => {
    const hot = Float32Array.from(labels.flatMap((label) => [0, 1, 2].map((each) => Number(each === label))));
    write('hot.npy', npy('<f4', [count, 3], hot));
    const classes = await prepareDataSet({ ...options, source: source('x.npy', 'hot.npy') }, files);
    const plain = await prepareDataSet(options, files);
    expect(classes.dataSet.train.y).toEqual(plain.dataSet.train.y);
    const numbers: ArraysSource = { ...source('x.npy', 'hot.npy'), task: 'regression' };
    const { dataSet } = await prepareDataSet({ ...options, source: numbers }, files);
    expect(dataSet).toMatchObject({ task: 'regression' });
    expect(dataSet.train.y).toHaveLength(3 * dataSet.train.count);
  });

  it('of bytes with two axes or more are images, scaled by 1 / 255', async () => {
    write(
      'images.npy',
      npy(
        '|u1',
        [count, 2, 2],
        Uint8Array.from({ length: 4 * count }, (_, at) => 8 * (at >> 2)),
      ),
    );
    const images = { ...options, source: source('images.npy', 'y.npy'), normalise: undefined };
    const inputFormat = { signed: false, integer: 0, fraction: 8 };
    const { dataSet, origin } = await prepareDataSet({ ...images, inputFormat, resize: [1, 1] }, files);
    expect(dataSet.inputShape).toEqual([1, 1]);
    expect(origin.normalisation).toEqual({ offset: 0, divisor: 255 });
    expect(Math.max(...dataSet.train.x, ...dataSet.validation.x, ...dataSet.test.x)).toBe(233 / 256);
  });

  it('of big-endian and half-precision numbers are read as NumPy means them', async () => {
    const big = Uint8Array.from(rows.flatMap((row) => [0, row]));
    write('big.npy', npy('>i2', [count, 1], big));
    // 1.5 is 0 01111 1000000000 in half precision.
    write('half.npy', npy('<f2', [count, 1], new Uint16Array(count).fill(0x3e00)));
    const sum = async (name: string) => {
      const { train, validation, test } = (
        await prepareDataSet({ ...options, source: source(name, 'y.npy') }, files)
      ).dataSet;
      return [train, validation, test].flatMap(({ x }) => [...x]).reduce((total, value) => total + value);
    };
    expect(await sum('big.npy')).toBe((count * (count - 1)) / 2);
    expect(await sum('half.npy')).toBe(1.5 * count);
  });

  const broken: [string, string, string, [string, string]][] = [
    [
      'a missing array of an npz file',
      'set.npz#z',
      'set.npz#y',
      ['dataset.array', 'no array "z"; it has x, y'],
    ],
    ['a missing tensor', 'set.safetensors#z', 'y.npy', ['dataset.array', 'no tensor "z"; it has']],
    ['a missing data set', 'set.h5#z', 'y.npy', ['dataset.hdf5', 'no data set "z"; it has x, y']],
    ['a file of several arrays without a name', 'set.npz', 'y.npy', ['dataset.array', 'as in set.npz#x']],
    ['an unknown extension', 'x.mat', 'y.npy', ['dataset.format', 'read from .npy, .npz, .safetensors, .h5']],
    [
      'fewer labels than examples',
      'x.npy',
      'short.npy',
      ['dataset.countMismatch', '30 examples but short.npy holds 29'],
    ],
    ['a cut file', 'cut.npy', 'y.npy', ['dataset.truncated', 'cut.npy is truncated']],
    ['a damaged archive', 'damaged.npz#x', 'y.npy', ['dataset.format', 'cannot be unzipped']],
    ['strings', 'text.npy', 'y.npy', ['dataset.dtype', 'elements of type <U5']],
    ['examples without an axis', 'y.npy', 'y.npy', ['dataset.shapeMismatch', 'expected [count, ...]']],
  ];
  it.each(broken)('refuses %s before any work', async (_, x, y, [code, text]) => {
    write('short.npy', npy('<i4', [count - 1], Int32Array.from(labels.slice(1))));
    write('cut.npy', npy('<f8', [count, 2], Float64Array.from(values)).subarray(0, 300));
    write('damaged.npz', Uint8Array.of(80, 75, 3, 4, 0, 0));
    write('text.npy', npy('<U5', [count, 1], new Uint8Array(20 * count)));
    await expect(checkDataSet({ ...options, source: source(x, y) }, files)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(text),
    });
  });

  it('refuses test files that do not fit into memory with the others', async () => {
    const rows = 1.5e8 - count + 1;
    await writeHdf5(join(folder, 'long.h5'), {
      x: { data: new Float64Array(14), shape: [7, 2], rows },
      y: { data: new Int32Array(7), shape: [7], rows },
    });
    const long = source('long.h5#x', 'long.h5#y');
    const own = { ...source('x.npy', 'y.npy'), test: { x: long.x, y: long.y } };
    const check = checkDataSet({ ...options, source: own, split: { train: 0.8, validation: 0.2 } }, files);
    await expect(check).rejects.toMatchObject({
      code: 'dataset.count',
      message: expect.stringContaining(`and long.h5#x ${rows}`),
    });
  });

  it.each(['train', 'validation', 'test'] as const)(
    'refuse NaN in an example of the %s split',
    async (split) => {
      // The first value of an example is its row.
      const row = (await prepareDataSet(options, files)).dataSet[split].x[0];
      const broken = [...values];
      broken[2 * row + 1] = NaN;
      write('nan.npy', npy('<f8', [count, 2], Float64Array.from(broken)));
      const load = prepareDataSet({ ...options, source: source('nan.npy', 'y.npy') }, files);
      await expect(load).rejects.toMatchObject({
        code: 'dataset.notFinite',
        message: expect.stringMatching(
          new RegExp(`^Row ${row} of the data, of the ${split} split, holds NaN as value 1 of 2; .*Remove`),
        ),
      });
    },
  );

  it('refuses labels that are no classes, saying where a regression is set', async () => {
    const load = prepareDataSet({ ...options, source: source('x.npy', 'half.npy') }, files);
    await expect(load).rejects.toThrow('half.npy holds 1.5 as a label; expected whole numbers from 0');
  });
});
