import fc from 'fast-check';
import { digitCount, nearestWithDigits } from './signedDigits';

describe('digitCount', () => {
  it.each([
    [0, 0, 'nothing'],
    [8, 1, '8'],
    [7, 2, '8 - 1'],
    [-7, 2, '-8 + 1'],
    [11, 3, '8 + 4 - 1'],
    [15, 2, '16 - 1'],
    [85, 4, '64 + 16 + 4 + 1'],
    [2 ** 40 - 1, 2, '2^40 - 1'],
  ])('of %i is %i: %s', (value, count) => expect(digitCount(value)).toBe(count));

  it('is the least number of signed powers of two that add up to it (all sums of up to 3 below 128)', () => {
    const powers = Array.from({ length: 9 }, (_, k) => [2 ** k, -(2 ** k)]).flat();
    const least = new Map<number, number>([[0, 0]]);
    for (let terms = 1; terms <= 3; terms++) {
      for (const sum of [...least.keys()])
        for (const power of powers) if (!least.has(sum + power)) least.set(sum + power, terms);
    }
    for (const [sum, terms] of least)
      if (Math.abs(sum) <= 128) expect([sum, digitCount(sum)]).toEqual([sum, terms]);
  });
});

describe('nearestWithDigits', () => {
  const range = { low: -8, high: 7 };
  it.each([
    [5, 1, 4, 'of 4 and 6 (two digits) only 4'],
    [7, 1, 4, '8 is out of the range, 6 and 5 have two digits'],
    [-7, 1, -8, 'nearer than -4'],
    [6, 1, 4, 'of 4 and 8: 8 is out of the range'],
    [-6, 1, -4, 'of -4 and -8 the one nearer to 0'],
    [5, 0, 0, 'no digit is left'],
    [5, 2, 5, 'has two already'],
  ])('takes %i with %i digits to %i: %s', (value, digits, expected) => {
    expect(nearestWithDigits(value, digits, range)).toBe(expected);
  });

  it('is never farther than any integer of the range with as few digits (seed 4)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -128, max: 127 }),
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: -128, max: 127 }),
        (value, digits, other) => {
          const nearest = nearestWithDigits(value, digits, { low: -128, high: 127 });
          expect(digitCount(nearest)).toBeLessThanOrEqual(digits);
          fc.pre(digitCount(other) <= digits);
          expect(Math.abs(value - nearest)).toBeLessThanOrEqual(Math.abs(value - other));
        },
      ),
      { seed: 4 },
    );
  });
});
