import { floatRangeOf } from './floatRange';

describe('floatRangeOf', () => {
  it.each([
    {
      signed: true,
      integer: 3,
      fraction: 4,
      low: -128,
      high: 127,
      why: 'a narrow format keeps its own range',
    },
    { signed: false, integer: 24, fraction: 0, low: 0, high: 2 ** 24 - 1, why: '24 bits are exact' },
    {
      signed: true,
      integer: 20,
      fraction: 5,
      low: -(2 ** 25),
      high: 2 ** 25 - 2,
      why: 'below 2^25 float32 has steps of 2',
    },
    {
      signed: true,
      integer: 26,
      fraction: 0,
      low: -(2 ** 26),
      high: 2 ** 26 - 4,
      why: 'below 2^26 steps of 4',
    },
  ])('of $integer + $fraction bits: $why', ({ low, high, why: _why, ...format }) => {
    expect(floatRangeOf(format)).toEqual({ low, high });
    expect([Math.fround(low), Math.fround(high)]).toEqual([low, high]);
  });
});
