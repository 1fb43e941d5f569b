import fc from 'fast-check';
import { hypervolume } from './hypervolume';
import { type Losses } from './losses';

it.each<[string, number[][], number[], number]>([
  ['no points', [], [1, 1], 0],
  ['one point: 2 x 3', [[1, 1]], [3, 4], 6],
  [
    'a stair: 2 x 1 + 1 x 1',
    [
      [1, 2],
      [2, 1],
    ],
    [3, 3],
    3,
  ],
  [
    'a dominated point, which adds nothing',
    [
      [1, 1],
      [2, 2],
    ],
    [3, 3],
    4,
  ],
  [
    'a point twice',
    [
      [1, 1],
      [1, 1],
    ],
    [3, 3],
    4,
  ],
  ['a point on the reference', [[3, 0]], [3, 3], 0],
  ['a point beyond the reference in one objective', [[0, 4]], [3, 3], 0],
  ['one objective', [[2], [1], [5]], [4], 3],
  ['a cube', [[0, 0, 0]], [2, 2, 2], 8],
  [
    'three boxes of 2 that share one unit cube: 3 x 2 - 3 + 1',
    [
      [0, 1, 1],
      [1, 0, 1],
      [1, 1, 0],
    ],
    [2, 2, 2],
    4,
  ],
  [
    'four objectives: two boxes of 8 that share 4',
    [
      [0, 1, 0, 0],
      [1, 0, 0, 0],
    ],
    [2, 2, 2, 2],
    12,
  ],
])('of %s', (_why, points, reference, volume) => expect(hypervolume(points, reference)).toBe(volume));

it('agrees with counting the dominated unit cells (seed 13)', () => {
  const points = fc.integer({ min: 1, max: 4 }).chain((m) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: m, maxLength: m }), {
      minLength: 1,
      maxLength: 10,
    }),
  );
  fc.assert(
    fc.property(points, (front) => {
      const reference = front[0].map(() => 5);
      expect(hypervolume(front, reference)).toBe(countCells(front, 5));
    }),
    { seed: 13, numRuns: 200 },
  );
});

it('refuses points of another length than the reference', () => {
  expect(() => hypervolume([[1, 2, 3]], [4, 4])).toThrow('2 finite losses');
});

/** The cells [c, c + 1) of the grid below `reference` that some point dominates. */
function countCells(points: readonly Losses[], reference: number): number {
  const objectives = points[0].length;
  let count = 0;
  for (let cell = 0; cell < reference ** objectives; cell++) {
    const corner = Array.from(
      { length: objectives },
      (_, k) => Math.floor(cell / reference ** k) % reference,
    );
    if (points.some((point) => point.every((loss, k) => loss <= corner[k]))) count++;
  }
  return count;
}
