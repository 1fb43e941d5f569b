import fc from 'fast-check';
import type { Arrays } from '../../training/types';
import { augment, checkAugment, type AugmentOptions, type AugmentTransform } from './augment';

const positions = { names: ['column', 'row'], meaning: 'position' } as const;
const base: AugmentOptions = {
  augment: { copies: 50, transforms: [] },
  shape: [3, 3],
  targets: positions,
  inputFormat: { signed: false, integer: 0, fraction: 4 },
  seed: 1,
};
/** A bright pixel at row 0, column 2: one column right of and one row above the middle. */
const bright: Arrays = {
  count: 1,
  x: Float32Array.of(0, 0, 0.5, 0, 0, 0, 0, 0, 0),
  y: Float32Array.of(1, -1),
};
const changed = (transform: AugmentTransform, arrays = bright, options: Partial<AugmentOptions> = {}) =>
  augment(arrays, { ...base, ...options, augment: { copies: 50, transforms: [transform] } });

/** Where the bright pixel of each copy is, from the middle, and the targets. */
function placesOf({ x, y, count }: Arrays): { pixel: number[]; target: number[] }[] {
  return Array.from({ length: count }, (_, row) => {
    const at = x.subarray(9 * row, 9 * row + 9).indexOf(0.5);
    return {
      pixel: at < 0 ? [] : [(at % 3) - 1, Math.floor(at / 3) - 1],
      target: [y[2 * row], y[2 * row + 1]],
    };
  });
}
const distinct = (places: { pixel: number[] }[]) => new Set(places.map(({ pixel }) => pixel.join())).size;

describe('augment', () => {
  it('keeps the examples, first and unchanged, and adds the copies in the same order', () => {
    const two: Arrays = { count: 2, x: Float32Array.of(1, 2, 3, 4), y: Int32Array.of(7, 9) };
    const noise = { kind: 'noise', deviation: 0.5 } as const;
    const { count, x, y } = augment(two, {
      ...base,
      shape: [2],
      inputFormat: { signed: true, integer: 3, fraction: 4 },
      augment: { copies: 2, transforms: [noise] },
    });
    expect(count).toBe(6);
    expect(Array.from(x.subarray(0, 4))).toEqual([1, 2, 3, 4]);
    expect(Array.from(y)).toEqual([7, 9, 7, 9, 7, 9]);
    expect(y).toBeInstanceOf(Int32Array);
    expect(two.x).toEqual(Float32Array.of(1, 2, 3, 4));
  });

  it.each([
    { kind: 'flip', directions: ['horizontal', 'vertical'] },
    { kind: 'flip', directions: ['vertical'] },
    { kind: 'rotate' },
  ] as const)('moves targets that are positions with their pixel: $kind', (transform) => {
    const places = placesOf(changed(transform));
    for (const { pixel, target } of places) expect(target).toEqual(pixel);
    expect(distinct(places)).toBe(transform.kind === 'flip' && transform.directions.length === 1 ? 2 : 4);
  });

  it('shifts by up to the given pixels along each axis; the target leaves the image with its pixel', () => {
    const places = placesOf(changed({ kind: 'shift', pixels: 1 }));
    for (const { pixel, target } of places) {
      const isInside = target.every((part) => Math.abs(part) <= 1);
      expect(pixel).toEqual(isInside ? target : []);
      expect([0, 1, 2]).toContain(target[0]);
      expect([-2, -1, 0]).toContain(target[1]);
    }
  });

  it('leaves targets alone that are labels, and every channel where its pixel goes', () => {
    const channels: Arrays = {
      count: 1,
      x: Float32Array.of(0.25, 0.5, 0, 0, 0, 0, 0, 0),
      y: Int32Array.of(3),
    };
    const { x, y } = changed({ kind: 'rotate' }, channels, { shape: [2, 2, 2], targets: undefined });
    expect(new Set(y)).toEqual(new Set([3]));
    for (let row = 0; row < 51; row++) {
      const at = x.subarray(8 * row, 8 * row + 8).indexOf(0.25);
      expect(at % 2).toBe(0);
      expect(x[8 * row + at + 1]).toBe(0.5);
    }
  });

  it('reflects only the named features, of all constituents together, within the format', () => {
    const jet: Arrays = { count: 1, x: Float32Array.of(1, -2, 0.5, 1, 1.5, 0.25), y: Int32Array.of(0) };
    const { x } = changed({ kind: 'reflect', features: ['eta', 'phi'] }, jet, {
      shape: [2, 3],
      featureNames: ['pt', 'eta', 'phi'],
      inputFormat: { signed: true, integer: 1, fraction: 6 },
    });
    const largest = 2 - 1 / 64;
    const signs = new Set<string>();
    for (let at = 6; at < x.length; at += 6) {
      const isMirrored = [x[at + 1] > 0, x[at + 2] < 0];
      signs.add(isMirrored.join());
      const [eta, phi] = [isMirrored[0] ? [largest, -1.5] : [-2, 1.5], isMirrored[1] ? -1 : 1];
      expect(Array.from(x.subarray(at, at + 6))).toEqual([1, eta[0], 0.5 * phi, 1, eta[1], 0.25 * phi]);
    }
    expect(signs.size).toBe(4);
  });

  it('adds noise of the given deviation to what is there, on the grid of the format', () => {
    const count = 2000;
    const arrays: Arrays = { count, x: new Float32Array(2 * count).fill(0.5), y: new Int32Array(count) };
    for (let row = 0; row < count; row++) arrays.x[2 * row] = 0;
    const { x } = augment(arrays, {
      ...base,
      shape: [2],
      inputFormat: { signed: false, integer: 0, fraction: 8 },
      augment: { copies: 1, transforms: [{ kind: 'noise', deviation: 0.05 }] },
    });
    const noisy = Array.from({ length: count }, (_, row) => x[2 * (count + row) + 1] - 0.5);
    const deviation = Math.sqrt(noisy.reduce((sum, each) => sum + each * each, 0) / count);
    expect(Math.abs(deviation / 0.05 - 1)).toBeLessThan(5 / Math.sqrt(2 * count));
    expect(noisy.every((each) => Number.isInteger(256 * each))).toBe(true);
    expect(x.filter((_, at) => at % 2 === 0).every((value) => value === 0)).toBe(true);
  });

  it('depends on the seed and on nothing else, and more copies begin with fewer (seeds 1 to 20)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), (seed) => {
        const run = (copies: number) =>
          augment(bright, { ...base, seed, augment: { copies, transforms: [{ kind: 'rotate' }] } });
        expect(run(9)).toEqual(run(9));
        expect(run(9).x.slice(0, 45)).toEqual(run(4).x);
      }),
      { seed: 1, numRuns: 5 },
    );
    expect(changed({ kind: 'rotate' }, bright, { seed: 2 })).not.toEqual(changed({ kind: 'rotate' }));
  });
});

describe('checkAugment', () => {
  const jets = { shape: [8, 3], task: 'classification', featureNames: ['pt', 'etarel', 'phirel'] } as const;
  it.each([
    [
      'a flip of a list',
      { kind: 'flip', directions: ['horizontal'] },
      { ...jets, shape: [8] },
      'needs images',
    ],
    ['a turn of a wide image', { kind: 'rotate' }, { ...jets, shape: [8, 9] }, 'needs square images'],
    ['an unknown feature', { kind: 'reflect', features: ['eta'] }, jets, 'the source has pt, etarel, phirel'],
    [
      'a shift whose targets nothing tells',
      { kind: 'shift', pixels: 1 },
      { ...jets, shape: [8, 8], task: 'regression' },
      'how the targets of this source follow',
    ],
  ] as const)('refuses %s', (_, transform, source, text) => {
    expect(() => checkAugment({ copies: 1, transforms: [transform] }, source)).toThrow(
      expect.objectContaining({ code: 'dataset.augment', message: expect.stringContaining(text) }),
    );
  });

  it('lets noise and reflections of known features be', () => {
    const transforms = [
      { kind: 'noise', deviation: 1 },
      { kind: 'reflect', features: ['etarel'] },
    ] as const;
    expect(() => checkAugment({ copies: 1, transforms }, jets)).not.toThrow();
  });
});
