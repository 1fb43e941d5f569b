import fc from 'fast-check';
import { quantizeFeatures } from './featureFormat';

const signed = (integer: number, fraction: number) => ({ signed: true, integer, fraction });
const plain = { offset: 0, divisor: 1 };

describe('quantizeFeatures', () => {
  it.each([
    { why: '(300 - 100) / 400 = 0.5', value: 300, offset: 100, divisor: 400, expected: 0.5 },
    { why: '0.12 / 1 * 4 = 0.48 rounds to 0', value: 0.12, offset: 0, divisor: 1, expected: 0 },
    { why: 'a tie rounds up: 0.125 * 4 = 0.5', value: 0.125, offset: 0, divisor: 1, expected: 0.25 },
    { why: 'a tie rounds up: -0.125 * 4 = -0.5', value: -0.125, offset: 0, divisor: 1, expected: 0 },
    { why: '-0.75 * 4 = -3', value: -0.75, offset: 0, divisor: 1, expected: -0.75 },
    { why: 'the largest value is 2 - 1/4', value: 5, offset: 0, divisor: 1, expected: 1.75 },
    { why: 'the smallest value is -2', value: -5, offset: 0, divisor: 1, expected: -2 },
  ])('gives $expected for $value in steps of 1/4 ($why)', ({ value, offset, divisor, expected }) => {
    expect([...quantizeFeatures(Float32Array.of(value), { offset, divisor }, signed(1, 2))]).toEqual([
      expected,
    ]);
  });

  it('takes the offset and the divisor of each feature of the last axis', () => {
    const values = Float32Array.of(100, 0.1, 300, -0.1);
    const scales = { offset: [100, 0], divisor: [400, 0.2] };
    expect([...quantizeFeatures(values, scales, signed(0, 4))]).toEqual([0, 0.5, 0.5, -0.5]);
  });

  it('stays within half a step or at an end, on the grid (seed 6)', () => {
    fc.assert(
      fc.property(
        fc.float({ min: -10, max: 10, noNaN: true }),
        fc.integer({ min: 1, max: 20 }),
        (value, fraction) => {
          const [rounded] = quantizeFeatures(Float32Array.of(value), plain, signed(2, fraction));
          const integer = rounded * 2 ** fraction;
          expect(Number.isInteger(integer)).toBe(true);
          const inRange = Math.max(-4, Math.min(4 - 2 ** -fraction, value));
          expect(Math.abs(rounded - inRange)).toBeLessThanOrEqual(2 ** -fraction / 2);
        },
      ),
      { seed: 6 },
    );
  });

  it.each([NaN, Infinity, -Infinity])('refuses %d, saying where', (value) => {
    const quantizing = () =>
      quantizeFeatures(Float32Array.of(1, 2, 3, value), { offset: [0, 0], divisor: [1, 1] }, signed(2, 4));
    expect(quantizing).toThrow(
      expect.objectContaining({
        code: 'dataset.notFinite',
        message: expect.stringContaining(`Row 1 holds ${value} as value 1 of 2`),
      }),
    );
  });

  it.each([
    { signed: false, integer: 0, fraction: 8 },
    { signed: true, integer: 0, fraction: 0 },
    { signed: true, integer: 4, fraction: 20 },
    { signed: true, integer: 1, fraction: 2.5 },
  ])('refuses the format %j', (format) => {
    const quantizing = () => quantizeFeatures(new Float32Array(1), plain, format);
    expect(quantizing).toThrow(expect.objectContaining({ code: 'dataset.inputFormat' }));
  });
});
