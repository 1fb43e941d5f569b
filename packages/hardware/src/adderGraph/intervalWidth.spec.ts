import { intervalWidth } from './intervalWidth';

describe('intervalWidth', () => {
  it.each([
    { low: 0, high: 0, width: 0, signed: false },
    { low: 0, high: 1, width: 1, signed: false },
    { low: 0, high: 256, width: 9, signed: false },
    { low: -1, high: 0, width: 1, signed: true },
    { low: -128, high: 127, width: 8, signed: true },
    { low: -129, high: 0, width: 9, signed: true },
    { low: -3, high: -2, width: 3, signed: true },
    { low: 0, high: 2 ** 32, width: 33, signed: false },
    { low: -(2 ** 52), high: 0, width: 53, signed: true },
  ])('$low ... $high takes $width bits', ({ low, high, width, signed }) => {
    expect(intervalWidth(low, high)).toEqual({ width, signed });
  });
});
