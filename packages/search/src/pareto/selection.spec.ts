import { selectBest } from './selection';

const select = (losses: (number[] | undefined)[], count: number) =>
  selectBest(
    losses.map((each) => ({ losses: each })),
    count,
  ).map(({ index }) => index);

it.each<[string, (number[] | undefined)[], number, number[]]>([
  [
    'whole fronts first',
    [
      [2, 2],
      [1, 1],
      [3, 3],
    ],
    2,
    [1, 0],
  ],
  [
    'the ends of a front, then the least crowded',
    [
      [0, 10],
      [1, 8],
      [2, 7],
      [6, 3],
      [10, 0],
    ],
    3,
    [0, 4, 3],
  ],
  [
    'of equally crowded ones the first',
    [
      [0, 3],
      [1, 2],
      [2, 1],
      [3, 0],
    ],
    3,
    [0, 3, 1],
  ],
  [
    'all when there are fewer',
    [
      [1, 2],
      [2, 1],
    ],
    5,
    [0, 1],
  ],
  ['no failed ones, even if too few are left', [undefined, [1, 1], undefined], 2, [1]],
  ['none when none is wanted', [[1, 1]], 0, []],
])('selects %s', (_, losses, count, indices) => expect(select(losses, count)).toEqual(indices));

it('takes the infeasible by violation, without losses too', () => {
  const results = [{ violation: 3 }, { losses: [1], violation: 2 }, { losses: [9] }, {}];
  expect(selectBest(results, 3)).toEqual([
    { index: 2, rank: 0, distance: Infinity },
    { index: 1, rank: 1, distance: Infinity },
    { index: 0, rank: 2, distance: 0 },
  ]);
});
