import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { examplesInMemory } from '../rawData';
import { fitBaseline } from './baseline';
import { generatePatches, type PatchOptions } from './generatePatches';

const options: PatchOptions = {
  count: 400,
  patch: 11,
  seed: 1,
  offsetPx: 1.5,
  widthPx: [1.5, 4.5],
  peakCounts: [30, 3000],
  backgroundCounts: [5, 50],
  readNoiseCounts: 3,
  neighbours: 0.3,
};
const baselineOf = (changes: Partial<PatchOptions>) => {
  const { x, y } = generatePatches({ ...options, ...changes });
  const from = examplesInMemory(x, { count: options.count, shape: [11, 11, 1], y });
  return fitBaseline({ from, indices: Int32Array.from({ length: options.count }, (_, index) => index) });
};

const settings: [string, Partial<PatchOptions>][] = [
  ['as configured by default', {}],
  ['no neighbours', { neighbours: 0 }],
  ['peaks of 30 to 100 counts', { peakCounts: [30, 100] }],
  ['100 to 300 counts', { peakCounts: [100, 300] }],
  ['300 to 1000 counts', { peakCounts: [300, 1000] }],
  ['1000 to 3000 counts', { peakCounts: [1000, 3000] }],
];
const found = settings.map(([, changes]) => baselineOf(changes));

describe('the least-squares baseline', () => {
  it('finds brighter peaks better, and all of them to a third of a pixel on average', () => {
    const byBrightness = found.slice(2).map(({ meanDistance }) => meanDistance);
    expect(byBrightness).toEqual(byBrightness.toSorted((a, b) => b - a));
    expect(byBrightness[0]).toBeLessThan(1 / 3);
    expect(byBrightness[3]).toBeLessThan(0.05);
  });

  it('says how many patches it took, and the distance of one patch is its mean', () => {
    const { x, y } = generatePatches(options);
    const from = examplesInMemory(x, { count: options.count, shape: [11, 11, 1], y });
    const indices = new Int32Array(3).fill(7);
    const { count, meanDistance, distance95 } = fitBaseline({ from, indices });
    expect(count).toBe(3);
    // The same patch three times: mean and 95th percentile are its own distance.
    expect(distance95).toBe(meanDistance);
  });

  it('docs/bragg.md shows these distances', () => {
    const page = readFileSync(join(__dirname, '../../../../../docs/bragg.md'), 'utf8');
    const rows = page.split('\n').map((line) => line.replace(/\s+/g, ' '));
    const expected = settings.map(
      ([name], at) =>
        `| ${name} | ${found[at].meanDistance.toFixed(3)} | ${found[at].distance95.toFixed(2)} |`,
    );
    expect(rows).toEqual(expect.arrayContaining(expected));
  });
});
