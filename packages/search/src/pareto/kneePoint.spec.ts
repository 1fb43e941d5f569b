import { kneePoint } from './kneePoint';

it.each<[string, number[][], number]>([
  ['the only point', [[5, 5]], 0],
  [
    'the bend of an L',
    [
      [0, 10],
      [1, 1],
      [10, 0],
    ],
    1,
  ],
  [
    'the deeper of two: 0.6 + 0.3 against 0.2 + 0.5',
    [
      [0, 1],
      [0.6, 0.3],
      [0.2, 0.5],
      [1, 0],
    ],
    2,
  ],
  [
    'after normalising: (0.2, 0.5) is deeper, though 600 outweighs',
    [
      [0, 1000],
      [0.6, 300],
      [0.2, 500],
      [1, 0],
    ],
    2,
  ],
  [
    'the first of a straight line',
    [
      [0, 2],
      [1, 1],
      [2, 0],
    ],
    0,
  ],
  [
    'an end where the front bulges outwards',
    [
      [0, 4],
      [3, 3],
      [4, 0],
    ],
    0,
  ],
  ['the best value of one objective', [[3], [1], [2]], 1],
  [
    'a point of the front, whatever is dominated',
    [
      [0, 10],
      [100, 100],
      [4, 2],
      [10, 0],
      [4, 2.5],
    ],
    2,
  ],
  [
    'the middle of three objectives',
    [
      [0, 1, 1],
      [1, 0, 1],
      [1, 1, 0],
      [0.4, 0.4, 0.4],
    ],
    3,
  ],
  [
    'the least sum where one point is best in two objectives',
    [
      [0, 0, 9],
      [5, 5, 0],
      [1, 1, 1],
    ],
    2,
  ],
  [
    'a constant objective counts nothing',
    [
      [0, 10, 7],
      [1, 1, 7],
      [10, 0, 7],
    ],
    1,
  ],
])('is %s', (_why, losses, index) => expect(kneePoint(losses)).toBe(index));

it('needs a point', () => expect(() => kneePoint([])).toThrow('at least one point'));
