import { bitLength, intervalWidth } from './integerBits';

describe('intervalWidth', () => {
  it.each([
    { low: 0, high: 0, width: 0, signed: false },
    { low: 0, high: 1, width: 1, signed: false },
    { low: 0, high: 256, width: 9, signed: false },
    { low: -1, high: 0, width: 1, signed: true },
    { low: -128, high: 127, width: 8, signed: true },
    { low: -129, high: 0, width: 9, signed: true },
    { low: -3, high: -2, width: 3, signed: true },
  ])('$low ... $high takes $width bits', ({ low, high, width, signed }) => {
    expect(intervalWidth(low, high)).toEqual({ width, signed });
  });
});

describe('bitLength', () => {
  it('is exact on both sides of 32 bits', () => {
    expect([2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 52 - 1, 2 ** 52].map(bitLength)).toEqual([
      31, 32, 33, 52, 53,
    ]);
  });
});
