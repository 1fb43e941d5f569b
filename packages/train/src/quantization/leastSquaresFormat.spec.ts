import fc from 'fast-check';
import { rangeOf, roundTo } from '@nx-codesign/ir';
import { integerBits, leastSquaresFormat } from './leastSquaresFormat';

describe('integerBits', () => {
  it.each([
    [0, 0],
    [1, 0],
    [1.01, 1],
    [0.5, -1],
    [0.26, -1],
    [0.25, -2],
    [5, 3],
    [1e-9, -16],
  ])('of %d is %i', (magnitude, bits) => {
    expect(integerBits(magnitude)).toBe(bits);
  });
});

describe('leastSquaresFormat', () => {
  it.each([
    {
      why: 'step 1/4 holds all of them exactly, and 2 bits before the point reach 3',
      values: [3, -1.25, 0.5],
      type: { signed: true, width: 5 },
      format: { signed: true, integer: 2, fraction: 2 },
    },
    {
      why: 'one value of 1.1 saturates at 1 (error 0.01) so that a hundred of 0.375 need no rounding (0.0156 each)',
      values: [1.1, ...new Array<number>(100).fill(0.375)],
      type: { signed: false, width: 3 },
      format: { signed: false, integer: 0, fraction: 3 },
    },
    {
      why: 'a single large value weighs more: saturating 3.5 at 1.75 costs 3',
      values: [3.5, 0.3, 0.3],
      type: { signed: false, width: 3 },
      format: { signed: false, integer: 2, fraction: 1 },
    },
    {
      why: '1 and 0.5 are exact with step 1/4; with step 1/8, 1 would saturate at 7/8',
      values: [1, -0.5],
      type: { signed: true, width: 4 },
      format: { signed: true, integer: 1, fraction: 2 },
    },
    {
      why: 'nothing but 0 is exact in any format',
      values: [0, 0],
      type: { signed: true, width: 6 },
      format: { signed: true, integer: 0, fraction: 5 },
    },
    {
      why: '1/16 and -1/32 are 4 and -2 of step 1/64, with a negative number of integer bits',
      values: [0.0625, -0.03125],
      type: { signed: true, width: 4 },
      format: { signed: true, integer: -3, fraction: 6 },
    },
  ])('of $values.length values at $type.width bits is $format ($why)', ({ values, type, format }) => {
    expect(leastSquaresFormat(Float32Array.from(values), type)).toEqual(format);
  });

  it('has the width asked for and errs at most as much as the widest range (seed 6)', () => {
    const values = fc.array(fc.float({ min: -100, max: 100, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(values, fc.integer({ min: 2, max: 8 }), (array, width) => {
        const format = leastSquaresFormat(Float32Array.from(array), { signed: true, width });
        const { low, high } = rangeOf(format);
        expect(high - low + 1).toBe(2 ** width);
        const widest = { signed: true, integer: 7, fraction: width - 8 };
        const error = (candidate: typeof format) =>
          array.reduce((sum, value) => sum + (value - roundTo(value, candidate)) ** 2, 0);
        const largest = Math.max(...array.map(Math.abs));
        if (largest > 64) expect(error(format)).toBeLessThanOrEqual(error(widest) * (1 + 1e-12));
      }),
      { seed: 6 },
    );
  });
});
