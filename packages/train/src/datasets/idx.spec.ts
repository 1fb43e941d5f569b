import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { readIdx } from './idx';

const header = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3];
const twoByThree = Uint8Array.from([...header, 1, 2, 3, 4, 5, 6]);

describe('readIdx', () => {
  it('reads the shape from big-endian dimensions and the elements behind them', () => {
    expect(readIdx(twoByThree, 'a')).toEqual({ shape: [2, 3], data: Uint8Array.from([1, 2, 3, 4, 5, 6]) });
  });

  it('reads a dimension that needs more than one byte', () => {
    const bytes = new Uint8Array(8 + 259);
    bytes.set([0, 0, 8, 1, 0, 0, 1, 3]);
    expect(readIdx(bytes, 'a').shape).toEqual([259]);
  });

  it('inflates a gzip file whatever its name', () => {
    expect(readIdx(gzipSync(twoByThree), 'images').data).toEqual(Uint8Array.from([1, 2, 3, 4, 5, 6]));
  });

  it('reads from the middle of a larger buffer', () => {
    const larger = Uint8Array.from([9, 9, 9, ...twoByThree, 9]);
    expect(readIdx(larger.subarray(3, 3 + twoByThree.length), 'a').shape).toEqual([2, 3]);
  });

  it.each([
    ['an empty file', [], 'dataset.truncated', 'expected 4 bytes, found 0'],
    ['a header cut off', header.slice(0, 7), 'dataset.truncated', 'expected 12 bytes, found 7'],
    ['missing elements', [...twoByThree].slice(0, 17), 'dataset.truncated', 'expected 18 bytes, found 17'],
    ['bytes too many', [...twoByThree, 0], 'dataset.tooLong', 'expected 18 bytes for shape [2, 3], found 19'],
    ['another magic', [0x89, 0x50, 0x4e, 0x47], 'dataset.format', 'found 89 50 4e 47'],
    ['an unknown element type', [0, 0, 0x0a, 1, 0, 0, 0, 0], 'dataset.format', 'found 00 00 0a 01'],
    ['no dimensions', [0, 0, 8, 0], 'dataset.format', 'found 00 00 08 00'],
    ['floats', [0, 0, 0x0d, 1, 0, 0, 0, 0], 'dataset.dtype', 'float32 elements (code 0x0d)'],
    ['a shape of terabytes', [0, 0, 8, 2, 255, 255, 255, 255, 0, 0, 1, 0], 'dataset.format', 'damaged'],
    [
      'a truncated gzip file',
      [...gzipSync(twoByThree).subarray(0, 25)],
      'dataset.truncated',
      'is a truncated gzip file',
    ],
    [
      'a damaged gzip file',
      [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xff],
      'dataset.gzip',
      'cannot be inflated',
    ],
  ])('refuses %s and says what it expected and found', (_, bytes, code, text) => {
    const read = () => readIdx(Uint8Array.from(bytes), 'data/images-ubyte');
    expect(read).toThrow(expect.objectContaining({ code, message: expect.stringContaining(text) }));
    expect(read).toThrow('data/images-ubyte');
  });

  it('reads back any shape and elements written by hand (seed 1)', () => {
    const shapes = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(shapes, fc.infiniteStream(fc.integer({ min: 0, max: 255 })), (shape, bytes) => {
        const size = shape.reduce((product, each) => product * each, 1);
        const data = Uint8Array.from({ length: size }, () => bytes.next().value);
        const dimensions = shape.flatMap((each) => [0, 0, 0, each]);
        const file = Uint8Array.from([0, 0, 8, shape.length, ...dimensions, ...data]);
        expect(readIdx(file, 'a')).toEqual({ shape, data });
      }),
      { seed: 1 },
    );
  });
});
