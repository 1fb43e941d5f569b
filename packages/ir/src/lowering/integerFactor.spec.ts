import { integerFactor } from './integerFactor';

const unsigned = (fraction: number) => ({ signed: false, integer: 1, fraction });

describe('integerFactor', () => {
  it.each([
    { factor: 1 / 8, format: undefined, multiplier: 1, fraction: 3, why: 'a shift' },
    { factor: 1, format: undefined, multiplier: 1, fraction: 0, why: 'nothing' },
    { factor: 4, format: undefined, multiplier: 1, fraction: -2, why: 'a shift the other way' },
    { factor: 1 / 5, format: unsigned(8), multiplier: 51, fraction: 8, why: '51.2 / 256' },
    { factor: 1 / 3, format: unsigned(4), multiplier: 5, fraction: 4, why: '5.33 / 16' },
    { factor: 1 / 3, format: unsigned(5), multiplier: 11, fraction: 5, why: '10.67 / 32' },
    { factor: 1 / 9, format: unsigned(6), multiplier: 7, fraction: 6, why: '7.1 / 64' },
    { factor: 1 / 5, format: unsigned(5), multiplier: 3, fraction: 4, why: '6.4 / 32 is 6 / 32 is 3 / 16' },
    { factor: 1 / 3, format: unsigned(2), multiplier: 1, fraction: 2, why: '1.3 / 4: rounded to a shift' },
  ])('$factor is $multiplier 2^-$fraction: $why', ({ factor, format, multiplier, fraction }) => {
    expect(integerFactor('l', factor, format)).toEqual({ multiplier, fraction });
  });

  it('needs a format for a fifth', () => {
    expect(() => integerFactor('mean', 0.2)).toThrow(
      "Layer 'mean' has no format for its factor 0.200000, which is no power of two: give the layer a 'reciprocal' " +
        'format or quantise the network.',
    );
  });
});
