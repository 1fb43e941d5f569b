import { findPart } from './findPart';
import { fittingParts } from './fittingParts';
import type { Demand } from './shortages';

describe('fittingParts', () => {
  test.each<[string, Demand, string | undefined, string]>([
    ['ice40up5k-sg48', { luts: 6000, ffs: 100 }, 'ice40hx8k-ct256', 'the larger one of its family'],
    ['ice40up5k-sg48', { luts: 9000, ffs: 100 }, 'lfe5u-25f', 'of another family with LUT4'],
    ['ice40up5k-sg48', { luts: 90_000, ffs: 100 }, 'xczu9eg-ffvb1156-2-e', 'a LUT6 holds what a LUT4 does'],
    ['xc7z020-clg400-1', { luts: 60_000, ffs: 1 }, 'xc7a100t-csg324-1', 'the smallest that fits'],
    [
      'xczu9eg-ffvb1156-2-e',
      { luts: 280_000, ffs: 1 },
      'xcvu9p-flga2104-2-e',
      'the smallest of its family that fits',
    ],
    ['xcvu13p-flga2577-2-e', { luts: 2_000_000, ffs: 1 }, undefined, 'there is no larger one'],
    ['xc7a100t-csg324-1', { luts: 100, ffs: 1, dsps: 300 }, 'xczu9eg-ffvb1156-2-e', 'DSPs count too'],
    [
      'ice40hx8k-ct256',
      { luts: 100, ffs: 1, carries: 9000 },
      'lfe5u-25f',
      'carry cells within a family only',
    ],
  ])('of %s for %j gives %s: %s', (name, demand, nearest) => {
    const [found] = fittingParts(findPart(name), demand);
    expect(found?.name).toBe(nearest);
  });
});
