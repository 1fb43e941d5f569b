import { islandSeed } from './islandSeed';

it('gives every place of a study a seed of its own', () => {
  const seeds = [0, 1, 2, 7].flatMap((seed) =>
    Array.from({ length: 10_000 }, (_, place) =>
      islandSeed(seed, { round: Math.floor(place / 100), island: place % 100 }),
    ),
  );
  expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)).toBe(true);
  // By chance 40,000 of 2^32 seeds hold 40,000^2 / 2^33 = 0.19 pairs of equals.
  expect(new Set(seeds).size).toBeGreaterThanOrEqual(39_998);
});

it('tells round from island and the halves of a large seed apart', () => {
  const seeds = [
    islandSeed(1, { round: 0, island: 1 }),
    islandSeed(1, { round: 1, island: 0 }),
    islandSeed(1 + 2 ** 32, { round: 0, island: 1 }),
    islandSeed(2 ** 32, { round: 0, island: 1 }),
  ];
  expect(new Set(seeds).size).toBe(4);
});

it('refuses what is no whole number', () => {
  expect(() => islandSeed(1, { round: 0.5, island: 0 })).toThrow('0.5');
});
