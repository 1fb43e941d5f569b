import { createHash } from 'node:crypto';
import { createPortableMath } from '../../engines/wasm';
import { generatePatches, type PatchOptions } from './generatePatches';
import { fitPeak } from './fitPeak';

const options: PatchOptions = {
  count: 200,
  patch: 11,
  seed: 1,
  offsetPx: 1.5,
  widthPx: [1.5, 4.5],
  peakCounts: [30, 3000],
  backgroundCounts: [5, 50],
  readNoiseCounts: 3,
  neighbours: 0.3,
};
const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

describe('generatePatches', () => {
  it('gives the same bytes on every machine: the digest of 500 patches was recorded', () => {
    const { x, y } = generatePatches({ ...options, count: 500 });
    const hash = createHash('sha256').update(new Uint8Array(x.buffer)).update(new Uint8Array(y.buffer));
    expect(hash.digest('hex')).toBe('bea295e65143f9dcdb1d44fc3b54e74db21acd2c04be547594715302de688f40');
  });

  it('fewer patches are the first of more', () => {
    const all = generatePatches(options);
    const few = generatePatches({ ...options, count: 7 });
    expect(few.x).toEqual(all.x.slice(0, 7 * 121));
    expect(few.y).toEqual(all.y.slice(0, 14));
  });

  it('another seed gives other patches', () => {
    expect(generatePatches({ ...options, seed: 2 }).x).not.toEqual(generatePatches(options).x);
  });

  it('counts are whole and not negative, centres stay within the offset and differ along both axes', () => {
    const { x, y } = generatePatches(options);
    expect(x.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
    expect(y.every((offset) => Math.abs(offset) <= 1.5)).toBe(true);
    expect(new Set(y).size).toBe(y.length);
    expect(Math.abs(mean(y))).toBeLessThan((5 * 1.5) / Math.sqrt(3 * y.length));
  });

  it('the label is the column, then the row, of the peak: a sharp bright peak is brightest there', () => {
    const sharp = {
      ...options,
      widthPx: [1.5, 1.5] as const,
      peakCounts: [5000, 5000] as const,
      neighbours: 0,
    };
    const { x, y } = generatePatches(sharp);
    for (let index = 0; index < options.count; index++) {
      const patch = x.subarray(121 * index, 121 * (index + 1));
      const brightest = patch.indexOf(Math.max(...patch));
      expect(Math.abs((brightest % 11) - 5 - y[2 * index])).toBeLessThan(0.6);
      expect(Math.abs(Math.floor(brightest / 11) - 5 - y[2 * index + 1])).toBeLessThan(0.6);
    }
  });

  it('without a peak to speak of, counts have the mean and the variance of background and noise', () => {
    const flat = {
      ...options,
      peakCounts: [1e-9, 1e-9] as const,
      backgroundCounts: [40, 40] as const,
      neighbours: 0,
    };
    const { x } = generatePatches(flat);
    // Poisson 40, read noise 3^2, rounding 1/12.
    const variance = 40 + 9 + 1 / 12;
    const average = mean(x);
    expect(Math.abs(average - 40)).toBeLessThan(5 * Math.sqrt(variance / x.length));
    const found = mean(x.map((count) => (count - average) ** 2));
    expect(Math.abs(found / variance - 1)).toBeLessThan(5 * Math.sqrt(2.1 / x.length));
  });

  it('neighbours add light: the edge is brighter with them, the centre hardly', () => {
    const without = generatePatches({ ...options, neighbours: 0 });
    const withThem = generatePatches({ ...options, neighbours: 1 });
    const edge = (x: Float32Array) => mean(x.filter((_, pixel) => pixel % 11 === 0));
    expect(edge(withThem.x)).toBeGreaterThan(1.2 * edge(without.x));
    const math = createPortableMath();
    const errors = Array.from({ length: 200 }, (_, index) => {
      const [column, row] = fitPeak(withThem.x.subarray(121 * index, 121 * (index + 1)), 11, math);
      return Math.hypot(column - 5 - withThem.y[2 * index], row - 5 - withThem.y[2 * index + 1]);
    });
    expect(mean(errors)).toBeLessThan(0.2);
  });
});
