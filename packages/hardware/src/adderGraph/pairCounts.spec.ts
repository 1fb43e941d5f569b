import { PairCounts } from './pairCounts';

describe('PairCounts', () => {
  it('counts many keys above 32 bits apart from each other', () => {
    const counts = new PairCounts();
    const keys = Array.from({ length: 5000 }, (_, i) => i * 2 ** 27 + (i % 7));
    keys.forEach((key, i) => counts.add(key, i + 1));
    expect(keys.every((key, i) => counts.get(key) === i + 1)).toBe(true);
    expect(counts.get(3)).toBe(0);
  });

  it('says the count after a change and lists keys from a count on', () => {
    const counts = new PairCounts();
    counts.add(7, 1);
    counts.add(9, 3);
    expect(counts.add(9, -1)).toBe(2);
    const keys: number[] = [];
    counts.forEach(2, (key) => keys.push(key));
    expect(keys).toEqual([9]);
  });
});
