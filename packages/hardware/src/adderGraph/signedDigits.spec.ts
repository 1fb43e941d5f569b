import fc from 'fast-check';
import { signedDigits } from './signedDigits';

const seed = 11;

describe('signedDigits', () => {
  it.each([
    { value: 0, digits: '', why: 'zero has no digits' },
    { value: 1, digits: '+0', why: 'one digit' },
    { value: -1, digits: '-0', why: 'the sign of the value is the sign of the digit' },
    { value: 3, digits: '-0 +2', why: '4 - 1: ties go to the non-adjacent form' },
    { value: 7, digits: '-0 +3', why: '8 - 1 in place of 4 + 2 + 1' },
    { value: -7, digits: '+0 -3', why: 'the negated digits of 7' },
    { value: 11, digits: '-0 -2 +4', why: '16 - 4 - 1' },
    { value: 96, digits: '-5 +7', why: '128 - 32: 3 shifted by 5' },
  ])('$value is $digits: $why', ({ value, digits }) => {
    const text = signedDigits(value).map(({ shift, negative }) => `${negative ? '-' : '+'}${shift}`);
    expect(text.join(' ')).toBe(digits);
  });

  it(`adds up to the value and has no two digits side by side (seed ${seed})`, () => {
    const value = fc.integer({ min: -(2 ** 51), max: 2 ** 51 });
    const check = (n: number): void => {
      const digits = signedDigits(n);
      expect(digits.reduce((sum, { shift, negative }) => sum + (negative ? -1 : 1) * 2 ** shift, 0)).toBe(n);
      digits.slice(1).forEach(({ shift }, i) => expect(shift - digits[i].shift).toBeGreaterThan(1));
    };
    fc.assert(fc.property(value, check), { seed });
  });
});
