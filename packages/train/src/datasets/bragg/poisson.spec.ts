import { createPortableMath } from '../../engines/wasm';
import { randomStreams } from '../random';
import { logFactorial, poisson } from './poisson';

const math = createPortableMath();

describe('poisson', () => {
  const draws = 80_000;

  it.each([0, 0.5, 4, 9.9, 10, 47, 1000])(
    'has mean and variance %d, within 4 standard errors (seed 3)',
    (mean) => {
      const random = randomStreams(3, math).next().value;
      const all = Array.from({ length: draws }, () => poisson(mean, random));
      const average = all.reduce((sum, each) => sum + each, 0) / draws;
      const variance = all.reduce((sum, each) => sum + (each - average) ** 2, 0) / draws;
      // The variance of the sample's variance is (mean + 2 mean^2) / draws for a Poisson number.
      expect(Math.abs(average - mean)).toBeLessThanOrEqual(4 * Math.sqrt(mean / draws));
      expect(Math.abs(variance - mean)).toBeLessThanOrEqual(4 * Math.sqrt((mean + 2 * mean ** 2) / draws));
    },
  );

  it.each([2, 20])('of mean %d takes each value as often as its probability says (seed 4)', (mean) => {
    const random = randomStreams(4, math).next().value;
    const counts = new Map<number, number>();
    for (let draw = 0; draw < draws; draw++) {
      const value = poisson(mean, random);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    let probability = Math.exp(-mean);
    for (let value = 0; value < 3 * mean; value++) {
      const error = Math.sqrt((probability * (1 - probability)) / draws);
      expect(Math.abs((counts.get(value) ?? 0) / draws - probability)).toBeLessThan(4 * error + 1 / draws);
      probability *= mean / (value + 1);
    }
  });
});

describe('logFactorial', () => {
  it.each([
    { n: 0, factorial: 1 },
    { n: 5, factorial: 120 },
    { n: 10, factorial: 3628800 },
    { n: 18, factorial: 6402373705728000 },
  ])('of $n is the logarithm of $factorial', ({ n, factorial }) => {
    expect(logFactorial(n, math)).toBeCloseTo(Math.log(factorial), 9);
  });
});
