import { createRandomSource } from '../random/random';
import { createTournament } from './tournament';

const contestants = [
  { index: 0, rank: 1, distance: Infinity },
  { index: 1, rank: 0, distance: 1 },
  { index: 2, rank: 0, distance: 2 },
  { index: 3, rank: 2, distance: Infinity },
];
const winners = (rounds: number) => {
  const next = createTournament(contestants, createRandomSource(1));
  return Array.from({ length: rounds }, next);
};

it('has everyone compete equally often, so the best wins all of its rounds and the worst none', () => {
  // 200 rounds are 400 places, 100 each.
  const wins = [0, 1, 2, 3].map((position) => winners(200).filter((winner) => winner === position).length);
  expect(wins[2]).toBe(100);
  expect(wins[3]).toBe(0);
  expect(wins[0] + wins[1]).toBe(100);
  expect(wins[1]).toBeGreaterThan(wins[0]);
});

it('tosses a coin between equals', () => {
  const equal = [0, 1].map((index) => ({ index, rank: 0, distance: 1 }));
  const next = createTournament(equal, createRandomSource(1));
  const first = Array.from({ length: 200 }, next).filter((winner) => winner === 0).length;
  expect(Math.abs(first - 100)).toBeLessThan(30);
});
