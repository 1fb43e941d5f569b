import fc from 'fast-check';
import { type Losses } from './losses';
import { nonDominatedSort, paretoFront } from './nonDominatedSort';

it.each<[string, number[][], number[][]]>([
  ['no points', [], []],
  ['one point', [[3, 3]], [[0]]],
  [
    'a chain: each is worse than the one before',
    [
      [1, 1],
      [2, 2],
      [3, 3],
    ],
    [[0], [1], [2]],
  ],
  [
    'a trade-off: none is better in both',
    [
      [3, 1],
      [2, 2],
      [1, 3],
    ],
    [[0, 1, 2]],
  ],
  [
    'equal points do not dominate each other',
    [
      [1, 2],
      [1, 2],
      [2, 2],
    ],
    [[0, 1], [2]],
  ],
  [
    'better in one and equal in the other dominates',
    [
      [1, 2],
      [1, 1],
    ],
    [[1], [0]],
  ],
  ['one objective', [[2], [1], [2]], [[1], [0, 2]]],
  [
    'three objectives',
    [
      [1, 2, 3],
      [3, 2, 1],
      [2, 2, 3],
      [3, 3, 3],
    ],
    [[0, 1], [2], [3]],
  ],
])('sorts %s', (_why, points, fronts) => expect(nonDominatedSort(points)).toEqual(fronts));

it('agrees with peeling off the undominated points by definition (seed 11)', () => {
  const points = fc
    .integer({ min: 1, max: 4 })
    .chain((m) =>
      fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: m, maxLength: m }), { maxLength: 30 }),
    );
  fc.assert(
    fc.property(points, (population) => {
      const fronts = peel(population);
      expect(nonDominatedSort(population)).toEqual(fronts);
      expect(paretoFront(population)).toEqual(fronts[0] ?? []);
    }),
    { seed: 11, numRuns: 300 },
  );
});

it('keeps every equal point of the Pareto front', () => {
  expect(
    paretoFront([
      [2, 2],
      [1, 3],
      [2, 2],
      [3, 3],
    ]),
  ).toEqual([0, 1, 2]);
  expect(paretoFront([])).toEqual([]);
});

it.each([
  ['NaN', [[1, NaN]]],
  [
    'infinity',
    [
      [1, 2],
      [Infinity, 1],
    ],
  ],
  ['other lengths', [[1, 2], [1]]],
  ['no objectives', [[]]],
])('refuses %s', (_, points) => expect(() => nonDominatedSort(points)).toThrow('finite losses'));

function peel(population: readonly Losses[]): number[][] {
  const better = (a: Losses, b: Losses) =>
    a.every((loss, k) => loss <= b[k]) && a.some((loss, k) => loss < b[k]);
  const fronts: number[][] = [];
  let left = population.map((_, index) => index);
  while (left.length > 0) {
    const front = left.filter((index) => !left.some((other) => better(population[other], population[index])));
    fronts.push(front);
    left = left.filter((index) => !front.includes(index));
  }
  return fronts;
}
