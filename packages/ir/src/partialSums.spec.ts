import { magnitudesOf, partialSumsOf } from './partialSums';

describe('magnitudesOf', () => {
  it('takes the end of each interval that lies farther from 0', () => {
    expect(magnitudesOf({ low: [-8, 0, -2], high: [7, 3, -1] })).toEqual([8, 3, 2]);
  });
});

describe('partialSumsOf', () => {
  it('sums the magnitudes of all terms, so that terms of both signs do not cancel', () => {
    const kernel = { inputs: 2, outputs: 3, fraction: 0, data: Int32Array.of(1, -2, 0, 3, 5, 0) };
    const matvec = {
      kind: 'matvec',
      layer: 'd',
      shape: [3],
      fraction: 0,
      low: [],
      high: [],
      x: 0,
      kernel,
    } as const;
    // |x| up to 8 and 3: 8 * 1 + 3 * 3, 8 * 2 + 3 * 5, nothing.
    expect(partialSumsOf(matvec, { low: [-8, 0], high: [7, 3] })).toEqual([17, 31, 0]);
  });

  it('sums at every position', () => {
    const kernel = { inputs: 1, outputs: 2, fraction: 0, data: Int32Array.of(2, -3) };
    const matvec = {
      kind: 'matvec',
      ...{ layer: 'd', shape: [2, 2], fraction: 0, low: [], high: [], x: 0, kernel },
    } as const;
    expect(partialSumsOf(matvec, { low: [-8, 0], high: [7, 3] })).toEqual([16, 24, 6, 9]);
  });
});
