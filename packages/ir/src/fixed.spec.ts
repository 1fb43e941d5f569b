import fc from 'fast-check';
import {
  bitLength,
  checkFixed,
  type Fixed,
  formatOfRange,
  rangeOf,
  roundTo,
  toInteger,
  widthOf,
} from './fixed';

const fixed = (signed: boolean, integer: number, fraction: number): Fixed => ({ signed, integer, fraction });

describe('formats', () => {
  it.each([
    { format: fixed(true, 3, 4), width: 8, low: -128, high: 127, why: 'the sign counts' },
    { format: fixed(false, 0, 8), width: 8, low: 0, high: 255, why: 'all bits behind the point' },
    {
      format: fixed(true, -2, 6),
      width: 5,
      low: -16,
      high: 15,
      why: 'leading bits behind the point are not stored',
    },
    { format: fixed(false, 6, -3), width: 3, low: 0, high: 7, why: 'steps of 8' },
    { format: fixed(false, -4, 4), width: 0, low: 0, high: 0, why: 'no bit holds only 0' },
    { format: fixed(true, 0, 0), width: 1, low: -1, high: 0, why: 'a lone sign bit' },
  ])('$format has $width bits, $low to $high: $why', ({ format, width, low, high }) => {
    expect(widthOf(format)).toBe(width);
    expect(rangeOf(format)).toEqual({ low, high });
  });

  it.each([
    { format: fixed(true, 0, -1), why: 'no room for the sign' },
    { format: fixed(false, 0, -1), why: 'a negative width' },
    { format: fixed(false, 20, 13), why: '33 bits' },
    { format: fixed(false, -60, 65), why: 'a fraction of 65' },
  ])('$format is refused: $why', ({ format }) => {
    expect(() => checkFixed(format, 'here')).toThrow(expect.objectContaining({ code: 'format.invalid' }));
  });
});

describe('toInteger', () => {
  it.each([
    { value: 0.5, format: fixed(true, 3, 0), integer: 1, why: 'ties go up' },
    { value: -0.5, format: fixed(true, 3, 0), integer: 0, why: 'ties go up below zero too' },
    { value: -1.5, format: fixed(true, 3, 0), integer: -1, why: 'neither to even nor away from zero' },
    { value: 0.74, format: fixed(true, 3, 2), integer: 3, why: '0.74 / 0.25 = 2.96' },
    { value: 100, format: fixed(true, 3, 0), integer: 7, why: 'saturates above' },
    { value: -100, format: fixed(true, 3, 0), integer: -8, why: 'saturates below' },
    { value: -1, format: fixed(false, 3, 0), integer: 0, why: 'unsigned saturates at 0' },
    { value: 20, format: fixed(false, 6, -3), integer: 3, why: '20 / 8 + 1/2 = 3 exactly' },
    { value: 7, format: fixed(false, -4, 4), integer: 0, why: 'width 0 holds only 0' },
  ])('$value in $format is $integer: $why', ({ value, format, integer }) => {
    expect(toInteger(value, format)).toBe(integer);
    expect(roundTo(value, format)).toBe(integer / 2 ** format.fraction);
  });
});

describe('formatOfRange', () => {
  it.each([
    { low: 0, high: 0, format: fixed(false, -4, 4), why: 'width 0' },
    { low: 0, high: 255, format: fixed(false, 4, 4), why: '8 bits' },
    { low: 0, high: 256, format: fixed(false, 5, 4), why: 'one more' },
    { low: -128, high: 127, format: fixed(true, 3, 4), why: 'two complement' },
    { low: -129, high: 0, format: fixed(true, 4, 4), why: 'the negative side needs one more' },
    { low: -1, high: 0, format: fixed(true, -4, 4), why: 'a lone sign bit' },
    { low: -5, high: -3, format: fixed(true, -1, 4), why: 'all negative' },
    { low: 0, high: 2 ** 40, format: fixed(false, 37, 4), why: 'beyond 32 bits' },
  ])('$low to $high needs $format: $why', ({ low, high, format }) => {
    expect(formatOfRange(low, high, 4)).toEqual(format);
  });

  it('holds its range, and one bit less does not (seed 11)', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const format = formatOfRange(low, high, 0);
        const holds = ({ low: least, high: most }: { low: number; high: number }) =>
          least <= low && high <= most;
        expect(holds(rangeOf(format))).toBe(true);
        if (format.integer > 0)
          expect(holds(rangeOf({ ...format, integer: format.integer - 1 }))).toBe(false);
      }),
      { seed: 11 },
    );
  });
});

test.each([
  [0, 0],
  [1, 1],
  [255, 8],
  [256, 9],
  [Number.MAX_SAFE_INTEGER, 53],
])('bitLength(%d) is %d', (integer, bits) => {
  expect(bitLength(integer)).toBe(bits);
});
