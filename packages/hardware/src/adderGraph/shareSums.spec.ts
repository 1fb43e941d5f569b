import fc from 'fast-check';
import type { SharedSums, SymbolTerm } from './sharedSums';
import { plainScore } from './sharingScore';
import { shareSums, shareSumsInBlocks } from './shareSums';

const seed = 13;
const byte = { low: 0, high: 255 };
const none = { occupied: [0, 0], score: plainScore };
const t = (symbol: number, shift = 0, negative = false): SymbolTerm => ({ symbol, shift, negative });

/** Coefficient of each given symbol in an expression, shared sums expanded. */
function coefficients(terms: readonly SymbolTerm[], { shared }: SharedSums, symbols: number): number[] {
  const total = Array.from({ length: symbols }, () => 0);
  const add = ({ symbol, shift, negative }: SymbolTerm, factor: number): void => {
    const scaled = factor * (negative ? -1 : 1) * 2 ** shift;
    if (symbol < symbols) {
      total[symbol] += scaled;
    } else {
      const sum = shared[symbol - symbols];
      add(t(sum.first), scaled);
      add(t(sum.second, sum.shift, sum.negative), scaled);
    }
  };
  terms.forEach((term) => add(term, 1));
  return total;
}

describe('shareSums', () => {
  it('computes a pair once that two expressions have at different shifts and signs', () => {
    const result = shareSums(
      [
        [t(0), t(1, 2)],
        [t(0, 3, true), t(1, 5, true)],
      ],
      [byte, byte],
      none,
    );
    expect(result.shared).toEqual([{ first: 0, second: 1, shift: 2, negative: false }]);
    expect(result.expressions).toEqual([[t(2)], [t(2, 3, true)]]);
  });

  it('finds a pair within one expression', () => {
    const result = shareSums([[t(0), t(1), t(0, 4), t(1, 4)]], [byte, byte], none);
    expect(result.shared).toHaveLength(1);
    expect(result.expressions).toEqual([[t(2), t(2, 4)]]);
  });

  it('tells a sum from a difference', () => {
    const result = shareSums(
      [
        [t(0), t(1)],
        [t(0), t(1, 0, true)],
      ],
      [byte, byte],
      none,
    );
    expect(result.shared).toEqual([]);
  });

  it('does not take one digit for two pairs', () => {
    const chain = [t(0), t(0, 2), t(0, 4)];
    expect(shareSums([chain], [byte], none).shared).toEqual([]);
  });

  it(`keeps the value of every expression, in one block or more (seed ${seed})`, () => {
    const term = fc.record({ symbol: fc.nat(4), shift: fc.nat(6), negative: fc.boolean() });
    const expression = fc.uniqueArray(term, {
      selector: ({ symbol, shift }) => symbol * 8 + shift,
      maxLength: 14,
    });
    const check = (expressions: SymbolTerm[][]): void => {
      const bounds = Array.from({ length: 5 }, () => byte);
      for (const blockSize of [5, 2]) {
        const result = shareSumsInBlocks(expressions, bounds, {
          occupied: expressions.map(() => 0),
          score: plainScore,
          blockSize,
        });
        const plain: SharedSums = { shared: [], expressions };
        expressions.forEach((terms, i) =>
          expect(coefficients(result.expressions[i], result, 5)).toEqual(coefficients(terms, plain, 5)),
        );
      }
    };
    fc.assert(fc.property(fc.array(expression, { maxLength: 8 }), check), { seed });
  });
});

describe('the depth limit of shareSums', () => {
  it('is that of the balanced binary tree of the longest expression', () => {
    // Sums of 8 terms could become one chain of shared sums 7 deep; their balanced trees have 3 levels.
    const terms = Array.from({ length: 8 }, (_, i) => t(i));
    const bounds = terms.map((_, i) => ({ low: 0, high: 2 ** (8 - i) }));
    const expressions = [terms, terms, terms.slice(0, 3), terms.slice(0, 4)];
    const { shared } = shareSums(expressions, bounds, { occupied: [0, 0, 0, 0], score: plainScore });
    const depths = bounds.map(() => 0);
    shared.forEach(({ first, second }) => depths.push(Math.max(depths[first], depths[second]) + 1));
    expect(Math.max(...depths)).toBe(3);
  });
});
