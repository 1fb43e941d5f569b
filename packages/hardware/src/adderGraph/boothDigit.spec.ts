import fc from 'fast-check';
import { boothDigit } from './boothDigit';

describe('boothDigit', () => {
  test.each([
    [5, [1, 1, 0], '5 = 1 + 4'],
    [6, [-2, 2, 0], '6 = -2 + 8'],
    [7, [-1, 2, 0], '7 = -1 + 8'],
    [-1, [-1, 0, 0], 'ones without end are digits of 0'],
    [-8, [0, -2, 0], '-8 = -2 x 4'],
  ])('%i has the digits %j: %s', (y, digits) => {
    expect(digits.map((_, place) => boothDigit(y, place))).toEqual(digits);
  });

  it('gives digits of -2 ... 2 whose sum is the integer (seed 3)', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 19), max: 2 ** 19 - 1 }), (y) => {
        const digits = Array.from({ length: 10 }, (_, place) => boothDigit(y, place));
        expect(Math.max(...digits.map(Math.abs))).toBeLessThanOrEqual(2);
        expect(digits.reduce((sum, digit, place) => sum + digit * 4 ** place, 0)).toBe(y);
      }),
      { seed: 3 },
    );
  });
});
