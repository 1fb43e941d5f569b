import fc from 'fast-check';
import { createRandomSource } from '../random/random';
import { fixedRandom } from '../random/fixedRandom';
import { polynomialMutation } from './polynomialMutation';

it.each<[string, number, number, number]>([
  ['u = 1/2 stays', 3, 0.5, 3],
  ['u = 0 goes to the low bound', 3, 0, 0],
  ['u -> 1 goes to the high bound', 3, 1 - 1e-15, 10],
  // tail = 2/8; room = (10 - 5) / 10 = 1/2; step = 1 - (1/4 + 3/4 x 1/4)^(1/2) = 1 - 0.4375^(1/2)
  ['u = 1/8 goes down by 1 - 0.4375^(1/2) of the range', 5, 0.125, 5 - 10 * (1 - 0.6614378)],
  ['u = 7/8 goes up by as much', 5, 0.875, 5 + 10 * (1 - 0.6614378)],
])('%s', (_, value, u, mutated) => {
  expect(polynomialMutation(value, { low: 0, high: 10, index: 1 }, fixedRandom(u))).toBeCloseTo(mutated, 5);
});

it('leaves a range of one value alone', () => {
  expect(polynomialMutation(3, { low: 3, high: 3, index: 20 }, fixedRandom())).toBe(3);
});

it('stays within the bounds, and nearer for a larger index (seed 23)', () => {
  const property = fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer(), (value, seed) => {
    const [near, far] = [40, 4].map((index) =>
      polynomialMutation(value, { low: 0, high: 1, index }, createRandomSource(seed)),
    );
    expect(Math.min(near, far)).toBeGreaterThanOrEqual(0);
    expect(Math.max(near, far)).toBeLessThanOrEqual(1);
    expect(Math.abs(near - value)).toBeLessThanOrEqual(Math.abs(far - value) + 1e-12);
  });
  fc.assert(property, { seed: 23, numRuns: 500 });
});
