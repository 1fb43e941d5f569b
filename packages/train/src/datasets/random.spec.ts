import { createPortableMath } from '../engines/wasm';
import { randomStreams, type Random } from './random';

function streams(seed: number, count: number): Random[] {
  const all = randomStreams(seed, createPortableMath());
  return Array.from({ length: count }, () => all.next().value);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('randomStreams', () => {
  it('a stream does not depend on the draws of the one before', () => {
    const [, second] = streams(1, 2);
    const [firstUsed, secondUsed] = streams(1, 2);
    for (let draw = 0; draw < 100; draw++) firstUsed.uniform();
    expect(secondUsed.uniform()).toBe(second.uniform());
  });

  it('streams and seeds differ', () => {
    const first = [...streams(1, 50), ...streams(2, 50)].map(({ uniform }) => uniform());
    expect(new Set(first).size).toBe(100);
  });

  it('uniform numbers lie inside 0 to 1, with mean 1/2 (seed 3, 5 standard errors)', () => {
    const [random] = streams(3, 1);
    const values = Array.from({ length: 20_000 }, () => random.uniform());
    expect(Math.min(...values)).toBeGreaterThan(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(Math.abs(mean(values) - 0.5)).toBeLessThan(5 * Math.sqrt(1 / 12 / 20_000));
  });

  it('normal numbers have mean 0, variance 1 and no correlation in a pair (seed 3, 5 standard errors)', () => {
    const [random] = streams(3, 1);
    const pairs = Array.from({ length: 20_000 }, () => random.normalPair());
    const error = 5 / Math.sqrt(20_000);
    for (const side of [0, 1] as const) {
      expect(Math.abs(mean(pairs.map((pair) => pair[side])))).toBeLessThan(error);
      expect(Math.abs(mean(pairs.map((pair) => pair[side] ** 2)) - 1)).toBeLessThan(error * Math.SQRT2);
    }
    expect(Math.abs(mean(pairs.map(([x, y]) => x * y)))).toBeLessThan(error);
  });

  it('directions are unit vectors without a favourite (seed 3, 5 standard errors)', () => {
    const [random] = streams(3, 1);
    const all = Array.from({ length: 20_000 }, () => random.direction());
    for (const [cos, sin] of all) expect(cos * cos + sin * sin).toBeCloseTo(1, 12);
    expect(Math.abs(mean(all.map(([cos]) => cos)))).toBeLessThan(5 * Math.sqrt(1 / 2 / 20_000));
  });
});
