import { zdt1 } from '@nx-codesign/search/testing';
import { searchByIslands, volumeOf } from './islandSearch';

const division = { trials: 48, population: 4, islands: 2, rounds: 3 };

it('shares the trials equally, none twice in the rounds of an island', () => {
  const shards = searchByIslands(zdt1, 1, division);
  expect(shards.map((shard) => shard.length)).toEqual([8, 8, 8, 8, 8, 8]);
  const texts = shards.flat().map(({ genotype }) => JSON.stringify(genotype));
  expect(new Set(texts).size).toBe(48);
});

it('begins with what one search alone begins with', () => {
  const [alone] = searchByIslands(zdt1, 1, { ...division, islands: 1, rounds: 1 });
  expect(searchByIslands(zdt1, 1, division)[0]).toEqual(alone.slice(0, 8));
});

it('the volume is of all islands together', () => {
  const at = (losses: number[]) => ({ genotype: { x: losses[0] }, losses });
  // (1.1 - 0.1) x (1.1 - 0.6) + (1.1 - 0.6) x (0.6 - 0.1)
  expect(volumeOf([[at([0.1, 0.6])], [at([0.6, 0.1]), at([0.7, 0.7])]])).toBeCloseTo(0.75, 12);
});
