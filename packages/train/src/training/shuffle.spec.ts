import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { shuffle } from './shuffle';

describe('shuffle', () => {
  it('keeps every element', () => {
    const rows = Int32Array.from({ length: 100 }, (_, i) => i);
    shuffle(rows, xoroshiro128plus(1));
    expect([...rows].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect([...rows]).not.toEqual(Array.from({ length: 100 }, (_, i) => i));
  });

  it('gives each of the six orders of three elements about as often', () => {
    const random = xoroshiro128plus(20261124);
    const counts = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const rows = Int32Array.of(0, 1, 2);
      shuffle(rows, random);
      counts.set(rows.join(), (counts.get(rows.join()) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    // A thousand each; five standard deviations are 144.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(144);
  });
});
