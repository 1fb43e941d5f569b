import { createHash } from 'node:crypto';
import type { DataSet } from '../training/types';
import { emptySplit, readDataSet, readSplit, shareArrays, writeDataSet, writeSplit } from './artefacts';

const arrays = (x: number[], y: number[]) => ({
  count: y.length,
  x: Float32Array.from(x),
  y: Int32Array.from(y),
});
const dataSet: DataSet = {
  task: 'classification',
  inputShape: [1, 2],
  classes: 3,
  train: arrays([0, 0.25, 0.5, 0.75, 0, 0], [0, 2, 2]),
  validation: arrays([0.25, 0.5], [1]),
  test: arrays([0.5, 0.5, 0, 0.75], [0, 1]),
};
const inputFormat = { signed: false, integer: 0, fraction: 2 };

const written = { inputFormat, origin: { normalisation: { offset: 0, divisor: 255 } } };

describe('writeDataSet', () => {
  const files = writeDataSet(dataSet, written);

  it('is read back to the same arrays', () => {
    expect(readDataSet((name) => files[name]).dataSet).toEqual(dataSet);
  });

  it('describes shapes, classes, counts, ranges, normalisation, format and the hash of every file', () => {
    const hash = (name: string) => createHash('sha256').update(files[name]).digest('hex');
    expect(JSON.parse(new TextDecoder().decode(files['dataset.json']))).toEqual({
      formatVersion: 1,
      task: 'classification',
      inputShape: [1, 2],
      classes: 3,
      inputFormat,
      // Values 0 to 3 in steps of 1/4: one of six inputs is 0.75, the largest; 0, 1, 2, 3 are all in use.
      inputFit: { atLimits: 0.166667, usedLevels: 1 },
      normalisation: { offset: 0, divisor: 255 },
      splits: {
        train: {
          file: 'train.safetensors',
          sha256: hash('train.safetensors'),
          count: 3,
          perClass: [1, 0, 2],
          range: { low: 0, high: 0.75 },
        },
        validation: {
          file: 'validation.safetensors',
          sha256: hash('validation.safetensors'),
          count: 1,
          perClass: [0, 1, 0],
          range: { low: 0.25, high: 0.5 },
        },
        test: {
          file: 'test.safetensors',
          sha256: hash('test.safetensors'),
          count: 2,
          perClass: [1, 1, 0],
          range: { low: 0, high: 0.75 },
        },
      },
    });
  });

  it('gives the same bytes every time', () => {
    expect(writeDataSet(dataSet, written)).toEqual(files);
  });
});

describe('readDataSet', () => {
  it('refuses a split whose bytes changed, naming it', () => {
    const files = writeDataSet(dataSet, written);
    const changed = Uint8Array.from(files['test.safetensors']);
    changed[changed.length - 1] ^= 1;
    const read = () => readDataSet((name) => (name === 'test.safetensors' ? changed : files[name]));
    expect(read).toThrow(expect.objectContaining({ code: 'dataset.artefact' }));
    expect(read).toThrow('test.safetensors cannot be used: its SHA-256 differs');
  });

  it('refuses another format version', () => {
    const read = () => readDataSet(() => new TextEncoder().encode('{"formatVersion":2}'));
    expect(read).toThrow('expected formatVersion 1, found 2');
  });
});

describe('writeSplit', () => {
  it('keeps regression targets [count, outputs] as float32', () => {
    const split = { count: 2, x: Float32Array.from([1, 2]), y: Float32Array.from([0.5, 1.5, 2.5, 3.5]) };
    expect(readSplit(writeSplit(split, [1]), 'a')).toEqual({ ...split, inputShape: [1] });
  });
});

describe('emptySplit', () => {
  it('once its inputs are filled in, is the file that writeSplit writes', () => {
    const { bytes, x } = emptySplit(dataSet.train, [1, 2]);
    expect(Array.from(x)).toEqual([0, 0, 0, 0, 0, 0]);
    x.set(dataSet.train.x);
    expect(bytes).toEqual(writeSplit(dataSet.train, [1, 2]));
  });

  it('is taken by writeDataSet as it is', () => {
    const { bytes, x } = emptySplit(dataSet.train, [1, 2]);
    x.set(dataSet.train.x);
    const files = writeDataSet(dataSet, { ...written, encoded: { train: bytes } });
    expect(files['train.safetensors']).toBe(bytes);
    expect(files).toEqual(writeDataSet(dataSet, written));
  });
});

describe('shareArrays', () => {
  it('copies the same values onto shared memory', () => {
    const shared = shareArrays(dataSet.train);
    expect(shared.x.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(shared.y.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(Array.from(shared.x)).toEqual(Array.from(dataSet.train.x));
    expect(Array.from(shared.y)).toEqual([0, 2, 2]);
    expect(shared.y).toBeInstanceOf(Int32Array);
  });
});
