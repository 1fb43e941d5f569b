import { mean, median, seedsTo } from './statistics';

it.each([
  [[3, 1, 2], 2],
  [[4, 1, 3, 2], 2.5],
  [[7], 7],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected);
});

it('the mean weighs all alike', () => expect(mean([1, 2, 6])).toBe(3));

it('seeds begin at 1', () => expect(seedsTo(3)).toEqual([1, 2, 3]));

it('seeds begin where they are told to', () => expect(seedsTo(3, 1001)).toEqual([1001, 1002, 1003]));
