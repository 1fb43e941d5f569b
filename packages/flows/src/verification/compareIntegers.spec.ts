import { compareIntegers } from './compareIntegers';

const expected = Int32Array.of(1, 2, 3, 4, 5, 6);

describe('compareIntegers', () => {
  it('finds nothing between equal arrays', () => {
    expect(compareIntegers(expected, Int32Array.from(expected), [3, 2])).toEqual({
      vectors: 3,
      mismatches: 0,
      first: undefined,
    });
  });

  it('counts vectors, not elements, and tells the first difference', () => {
    const actual = Int32Array.of(1, 2, 3, -4, 50, 60);
    expect(compareIntegers(expected, actual, [3, 2])).toEqual({
      vectors: 3,
      mismatches: 2,
      first: { vector: 1, element: 1, expected: 4, actual: -4 },
    });
  });

  it('has no tolerance: one off is a mismatch', () => {
    expect(compareIntegers(Int32Array.of(7), Int32Array.of(8), [1, 1]).mismatches).toBe(1);
  });

  it('refuses arrays of another length, so that missing results are no success', () => {
    const short = expected.subarray(0, 4);
    expect(() => compareIntegers(expected, short, [3, 2])).toThrow(/actual results have 4 integers.*need 6/);
    expect(() => compareIntegers(short, expected, [3, 2])).toThrow(/expected results have 4 integers/);
  });
});
