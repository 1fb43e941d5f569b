import { isDivided, placeOf, placesOf, shardName } from './islandGrid';

test('the places go round by round', () => {
  expect(placesOf({ islands: 2, rounds: 2 }).map(shardName)).toEqual([
    'search--r0-i0',
    'search--r0-i1',
    'search--r1-i0',
    'search--r1-i1',
  ]);
  expect(placesOf({ islands: 2, rounds: 3 }, [1, 2])).toEqual([
    { round: 1, island: 0 },
    { round: 1, island: 1 },
  ]);
  expect(placesOf({ islands: 2, rounds: 3 }, [0, 0])).toEqual([]);
});

test.each([
  ['search--r12-i63', { round: 12, island: 63 }],
  ['search', undefined],
  ['search--r01-i0', undefined],
  ['search--r0-i0-', undefined],
  ['search--r-1-i0', undefined],
])('the name %s is the place %j', (name, place) => {
  expect(placeOf(name)).toEqual(place);
});

test.each([
  [1, 1, false],
  [2, 1, true],
  [1, 2, true],
])('%i islands and %i rounds are divided: %p', (islands, rounds, expected) => {
  expect(isDivided({ islands, rounds })).toBe(expected);
});
