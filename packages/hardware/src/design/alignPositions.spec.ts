import { alignPositions } from './alignPositions';

const no = undefined;

describe('alignPositions', () => {
  it.each([
    {
      why: 'windows of three in a row end at their last element',
      taps: [
        [0, 1, 2],
        [1, 2, 3],
      ],
      rasters: [2, 3],
    },
    {
      why: 'at a border the place is what the middle says, even past the last element',
      taps: [
        [no, 0, 1],
        [0, 1, 2],
        [1, 2, no],
      ],
      rasters: [1, 2, 3],
    },
    {
      why: 'no position has all elements: each learns from those before',
      taps: [
        [no, 0, 1],
        [0, 1, no],
      ],
      rasters: [1, 2],
    },
    { why: 'one position waits for its last element', taps: [[5, 3, 9]], rasters: [9] },
    { why: 'nothing but constants lies at the beginning', taps: [[no, no]], rasters: [0] },
  ])('$why', ({ taps, rasters }) => {
    expect(alignPositions(taps)).toEqual(rasters);
  });
});
