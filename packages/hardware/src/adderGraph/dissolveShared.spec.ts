import { plainScore } from './sharingScore';
import fc from 'fast-check';
import { dissolveShared, type SharedExpressions } from './dissolveShared';
import type { SharedSum, SymbolTerm } from './sharedSums';
import { shareSums } from './shareSums';

const seed = 15;
const t = (symbol: number, shift = 0, negative = false): SymbolTerm => ({ symbol, shift, negative });
const plus = (first: number, second: number): SharedSum => ({ first, second, shift: 0, negative: false });

/** Coefficients of the given symbols in each expression, shared sums expanded. */
function coefficients({ shared, expressions }: SharedExpressions, symbols: number): number[][] {
  const values: number[][] = Array.from({ length: symbols }, (_, i) =>
    Array.from({ length: symbols }, (_unused, j) => Number(i === j)),
  );
  const valueOf = (terms: readonly SymbolTerm[]): number[] =>
    values
      .slice(0, symbols)
      .map((_, i) =>
        terms.reduce(
          (sum, term) => sum + (term.negative ? -1 : 1) * 2 ** term.shift * values[term.symbol][i],
          0,
        ),
      );
  shared.forEach((terms) => values.push(terms ? valueOf(terms) : []));
  return expressions.map(valueOf);
}

describe('dissolveShared', () => {
  it('dissolves a sum that only one sum reads, with its shift and sign', () => {
    const sums = {
      shared: [{ first: 0, second: 1, shift: 2, negative: true }],
      expressions: [[t(2, 3, true), t(1)]],
    };
    const { shared, expressions } = dissolveShared(sums, { firstShared: 2, radix: 2, extraTerms: [0] });
    expect(shared).toEqual([undefined]);
    expect(expressions).toEqual([[t(0, 3, true), t(1, 5), t(1)]]);
  });

  it('keeps a sum that two sums read if adders have two inputs', () => {
    const sums = {
      shared: [plus(0, 1)],
      expressions: [
        [t(3), t(2)],
        [t(3), t(2, 4)],
      ],
    };
    const { shared } = dissolveShared(sums, { firstShared: 3, radix: 2, extraTerms: [0, 0] });
    expect(shared).toEqual([[t(0), t(1)]]);
  });

  it.each([
    {
      extraTerms: [0, 0],
      dissolved: true,
      why: 'both readers have two terms and an adder with a free input',
    },
    { extraTerms: [1, 0], dissolved: false, why: 'a constant takes the free input of one' },
  ])(
    'dissolves a sum of two readers with three-input adders: $dissolved, $why',
    ({ extraTerms, dissolved }) => {
      const sums = {
        shared: [plus(0, 1)],
        expressions: [
          [t(3), t(2)],
          [t(3), t(2, 4)],
        ],
      };
      const { shared } = dissolveShared(sums, { firstShared: 3, radix: 3, extraTerms });
      expect(shared[0] === undefined).toBe(dissolved);
    },
  );

  it('counts a sum twice that reads it at two shifts', () => {
    // (a + b) + ((a + b) << 4): four terms would take as many adders as now, so nothing is gained.
    const sums = { shared: [plus(0, 1)], expressions: [[t(2), t(2, 4)]] };
    const { shared } = dissolveShared(sums, { firstShared: 2, radix: 3, extraTerms: [0] });
    expect(shared).toEqual([[t(0), t(1)]]);
  });

  it.each([2, 3] as const)(`keeps the value of every expression, radix %i (seed ${seed})`, (radix) => {
    const term = fc.record({ symbol: fc.nat(3), shift: fc.nat(4), negative: fc.boolean() });
    const expression = fc.uniqueArray(term, {
      selector: ({ symbol, shift }) => symbol * 8 + shift,
      maxLength: 12,
    });
    const check = (expressions: SymbolTerm[][]): void => {
      const bounds = Array.from({ length: 4 }, () => ({ low: 0, high: 255 }));
      const sums = shareSums(expressions, bounds, { occupied: expressions.map(() => 0), score: plainScore });
      const extraTerms = expressions.map((_, i) => i % 2);
      const dissolved = dissolveShared(sums, { firstShared: 4, radix, extraTerms });
      expect(coefficients(dissolved, 4)).toEqual(coefficients({ shared: [], expressions }, 4));
    };
    fc.assert(fc.property(fc.array(expression, { maxLength: 8 }), check), { seed });
  });
});
