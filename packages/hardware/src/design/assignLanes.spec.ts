import { assignLanes } from './assignLanes';

/** By instance: positions at cycles. */
const shared = (rasters: (number | undefined)[], reuseFactor: number, lanes: number): string[] =>
  assignLanes(rasters, { reuseFactor, lanes }).map((uses) =>
    uses.map(({ position, cycle }) => `${position}@${cycle}`).join(' '),
  );

describe('assignLanes', () => {
  it.each([
    { why: 'one pixel per beat', rasters: [4, 5, 7, 8], reuse: 9, lanes: 1, instances: ['0@4 1@5 2@7 3@8'] },
    { why: 'two per beat', rasters: [0, 1, 2, 3], reuse: 2, lanes: 2, instances: ['0@0 2@1', '1@0 3@1'] },
    { why: 'every second of two', rasters: [1, 3, 5], reuse: 3, lanes: 2, instances: ['0@0 1@1 2@2'] },
    { why: 'at the same time', rasters: [3, 3], reuse: 4, lanes: 1, instances: ['0@3', '1@3'] },
    { why: 'an interval apart', rasters: [0, 4], reuse: 4, lanes: 1, instances: ['0@0', '1@4'] },
    { why: 'one that is not read', rasters: [0, undefined, 2], reuse: 3, lanes: 1, instances: ['0@0 2@2'] },
  ])('gives positions to instances: $why', ({ rasters, reuse, lanes, instances }) => {
    expect(shared(rasters, reuse, lanes)).toEqual(instances);
  });
});
