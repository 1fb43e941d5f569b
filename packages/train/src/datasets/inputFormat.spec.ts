import fc from 'fast-check';
import { quantizePixels } from './inputFormat';

const unsigned = (fraction: number) => ({ signed: false, integer: 0, fraction });
const quantize = (numerators: number[], fraction: number, denominator = 1) =>
  Array.from(quantizePixels({ numerators: Float64Array.from(numerators), denominator }, unsigned(fraction)));

describe('quantizePixels', () => {
  it.each([
    { why: '255/255 = 1 saturates at 3/4', pixel: 255, fraction: 2, expected: 0.75 },
    { why: '127/255 * 4 = 1.99 rounds to 2', pixel: 127, fraction: 2, expected: 0.5 },
    { why: '31/255 * 4 = 0.486 rounds to 0', pixel: 31, fraction: 2, expected: 0 },
    { why: '32/255 * 4 = 0.502 rounds to 1', pixel: 32, fraction: 2, expected: 0.25 },
    { why: '1/255 * 256 = 1.004 rounds to 1', pixel: 1, fraction: 8, expected: 1 / 256 },
    { why: '254/255 * 256 = 254.996 rounds to 255', pixel: 254, fraction: 8, expected: 255 / 256 },
  ])('gives $expected for pixel $pixel at $fraction bits ($why)', ({ pixel, fraction, expected }) => {
    expect(quantize([pixel], fraction)).toEqual([expected]);
  });

  it('rounds a tie up: a mean of 127.5 is half, 0.5 * 2 + 0.5 = 1.5, and 63.75 is a quarter, 0.25 * 2 + 0.5 = 1', () => {
    expect(quantize([255, 127.5], 1, 2)).toEqual([0.5, 0.5]);
  });

  it('stays within half a step of the pixel, or at the top, on the grid (seed 3)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 255 * 784 }),
        fc.integer({ min: 1, max: 16 }),
        (numerator, fraction) => {
          const [value] = quantize([numerator], fraction, 784);
          const exact = (numerator / 784 / 255) * 2 ** fraction;
          const integer = value * 2 ** fraction;
          expect(Number.isInteger(integer)).toBe(true);
          expect(integer).toBeLessThan(2 ** fraction);
          if (integer < 2 ** fraction - 1) expect(Math.abs(integer - exact)).toBeLessThanOrEqual(0.5 + 1e-9);
        },
      ),
      { seed: 3 },
    );
  });

  it.each([
    { signed: true, integer: 0, fraction: 7 },
    { signed: false, integer: 1, fraction: 7 },
    { signed: false, integer: 0, fraction: 0 },
    { signed: false, integer: 0, fraction: 17 },
    { signed: false, integer: 0, fraction: 2.5 },
  ])('refuses the format %j', (format) => {
    const quantizing = () => quantizePixels({ numerators: new Float64Array(1), denominator: 1 }, format);
    expect(quantizing).toThrow(expect.objectContaining({ code: 'dataset.inputFormat' }));
  });
});
