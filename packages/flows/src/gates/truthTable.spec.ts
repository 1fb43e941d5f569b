import fc from 'fast-check';
import {
  cofactor,
  dependsOn,
  substitute,
  tableOfDigits,
  valueAt,
  variableTable,
  type TruthTable,
} from './truthTable';

const half = fc.integer({ min: 0, max: 0xffffffff });
const table = fc.record<TruthTable>({ low: half, high: half });
const index = fc.integer({ min: 0, max: 63 });
const assignment = (i: number) => Array.from({ length: 6 }, (_, v) => ((i >> v) & 1) as 0 | 1);

describe('truth tables', () => {
  it.each<[string, number, readonly (0 | 1)[], string]>([
    ['01', 1, [1, 0], 'inverter'],
    ['0110', 2, [0, 1, 1, 0], 'exclusive or'],
    ['11100100', 3, [0, 0, 1, 0, 0, 1, 1, 1], 'multiplexer: variable 0 selects'],
    ['1', 2, [1, 0, 0, 0], 'digits that are left out are 0'],
    ['x1', 1, [1, 0], 'undefined digits are 0'],
  ])('reads the digits %s of %i variables as %j (%s)', (digits, variables, values) => {
    const read = tableOfDigits(digits, variables);
    expect(values.map((_, i) => valueAt(read, assignment(i)))).toEqual(values);
  });

  it('repeats a function of few variables over the others', () => {
    const read = tableOfDigits('0110', 2);
    expect([2, 3, 4, 5].filter((v) => dependsOn(read, v))).toEqual([]);
    expect([0, 1].filter((v) => dependsOn(read, v))).toEqual([0, 1]);
  });

  it('a cofactor has the values of the function with the variable fixed (seed 1)', () => {
    const variable = fc.integer({ min: 0, max: 5 });
    const value = fc.constantFrom<0 | 1>(0, 1);
    fc.assert(
      fc.property(table, variable, value, index, (f, v, bit, i) => {
        const fixed = bit === 1 ? i | (1 << v) : i & ~(1 << v);
        expect(valueAt(cofactor(f, v, bit), assignment(i))).toBe(valueAt(f, assignment(fixed)));
        expect(dependsOn(cofactor(f, v, bit), v)).toBe(false);
      }),
      { seed: 1 },
    );
  });

  it('a variable depends on itself alone', () => {
    for (let v = 0; v < 6; v += 1) {
      expect([0, 1, 2, 3, 4, 5].filter((other) => dependsOn(variableTable(v), other))).toEqual([v]);
    }
  });

  it('a substitution reads the old variables from their new places (seed 2)', () => {
    const place = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom('zero' as const, 'one' as const));
    const places = fc.array(place, { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(table, places, index, (f, at, i) => {
        const old = at.map((p) => (p === 'zero' ? 0 : p === 'one' ? 1 : (((i >> p) & 1) as 0 | 1)));
        expect(valueAt(substitute(f, at), assignment(i))).toBe(valueAt(f, old));
      }),
      { seed: 2 },
    );
  });
});
