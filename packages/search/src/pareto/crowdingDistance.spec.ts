import { crowdingDistance } from './crowdingDistance';

it.each<[string, number[][], number[]]>([
  ['no points', [], []],
  ['one point', [[1, 2]], [Infinity]],
  [
    'two points',
    [
      [1, 2],
      [2, 1],
    ],
    [Infinity, Infinity],
  ],
  [
    'equal gaps: (2 / 2) + (2 / 2)',
    [
      [0, 2],
      [1, 1],
      [2, 0],
    ],
    [Infinity, 2, Infinity],
  ],
  [
    'uneven gaps: ranges 4 and 8, so 3/4 + 6/8 and 3/4 + 4/8',
    [
      [0, 8],
      [1, 4],
      [3, 2],
      [4, 0],
    ],
    [Infinity, 1.5, 1.25, Infinity],
  ],
  [
    'points in any order',
    [
      [3, 2],
      [4, 0],
      [0, 8],
      [1, 4],
    ],
    [1.25, Infinity, Infinity, 1.5],
  ],
  [
    'an objective without range, which counts nothing',
    [
      [0, 5],
      [1, 5],
      [4, 5],
    ],
    [Infinity, 1, Infinity],
  ],
  [
    'equal points',
    [
      [1, 1],
      [1, 1],
      [1, 1],
    ],
    [0, 0, 0],
  ],
])('of %s', (_, front, distances) => expect(crowdingDistance(front)).toEqual(distances));
