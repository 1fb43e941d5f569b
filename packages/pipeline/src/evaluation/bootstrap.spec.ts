import { bootstrapInterval } from './bootstrap';

const options = { resamples: 500, confidence: 0.95, seed: 5 };
const scores = (right: number, count: number) =>
  Float64Array.from({ length: count }, (_, i) => (i < right ? 1 : 0));

describe('bootstrapInterval', () => {
  test('of scores that are all the same has no width', () => {
    expect(bootstrapInterval(new Float64Array(50).fill(0.25), options)).toEqual({ low: 0.25, high: 0.25 });
  });

  test.each([
    { right: 800, count: 1000, why: 'sqrt(0.8 0.2 / 1000) = 0.01265' },
    { right: 1000, count: 2000, why: 'sqrt(0.5 0.5 / 2000) = 0.01118' },
  ])('of $right right out of $count has the width of the normal approximation: $why', ({ right, count }) => {
    const share = right / count;
    const half = 1.96 * Math.sqrt((share * (1 - share)) / count);
    const { low, high } = bootstrapInterval(scores(right, count), options);
    expect(Math.abs(low - (share - half))).toBeLessThan(0.2 * half);
    expect(Math.abs(high - (share + half))).toBeLessThan(0.2 * half);
  });

  test('is wider for more confidence', () => {
    const wide = bootstrapInterval(scores(80, 100), { ...options, confidence: 0.99 });
    const narrow = bootstrapInterval(scores(80, 100), { ...options, confidence: 0.5 });
    expect(wide.low).toBeLessThan(narrow.low);
    expect(wide.high).toBeGreaterThan(narrow.high);
  });

  test('is the same for the same seed and another for another', () => {
    const values = Float64Array.from({ length: 99 }, (_, i) => Math.sqrt(i));
    expect(bootstrapInterval(values, options)).toEqual(bootstrapInterval(values, options));
    expect(bootstrapInterval(values, options)).not.toEqual(
      bootstrapInterval(values, { ...options, seed: 6 }),
    );
  });
});
