import fc from 'fast-check';
import { distanceToBits } from './nearestValue';

describe('distanceToBits', () => {
  it.each([
    [0b0100, 0b1000, 0b1000, 4, 'up to 1000'],
    [0b1001, 0b1000, 0, 2, 'down to 0111'],
    [0b1011, 0b1100, 0b0100, 4, 'down to 0111: both bits at once'],
    [0b0110, 0b0011, 0b0001, 1, 'down to 0101'],
    [0b0110, 0b0110, 0b0110, 0, 'is there'],
  ])('%i, bits %i as %i: %i, %s', (value, mask, bits, distance) => {
    expect(distanceToBits(value, { mask, bits }, 4)).toBe(distance);
  });

  it('is that of the nearest of all integers (seed 3)', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(byte, byte, byte, (value, mask, pattern) => {
        const bits = pattern & mask;
        const all = Array.from({ length: 256 }, (_, integer) => integer);
        const distances = all.filter((each) => (each & mask) === bits).map((each) => Math.abs(each - value));
        expect(distanceToBits(value, { mask, bits }, 8)).toBe(Math.min(...distances));
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});
