import type { SharedSums, SymbolTerm } from './sharedSums';

/** Sums of any number of terms, each the value of one symbol, out of earlier symbols. */
export interface SharedExpressions {
  /** By symbol after the given ones; `undefined` where the symbol was dissolved. */
  readonly shared: readonly (readonly SymbolTerm[] | undefined)[];
  readonly expressions: readonly (readonly SymbolTerm[])[];
}

/**
 * Dissolves shared sums that only one other sum reads into that sum: its tree can then place their terms freely
 * and, with three-input adders, add more than two at a time.
 */
export function inlineShared({ shared, expressions }: SharedSums, firstShared: number): SharedExpressions {
  const uses = new Int32Array(firstShared + shared.length);
  const terms: SymbolTerm[][] = shared.map(({ first, second, shift, negative }) => [
    { symbol: first, shift: 0, negative: false },
    { symbol: second, shift, negative },
  ]);
  [...terms, ...expressions].forEach((sum) => sum.forEach(({ symbol }) => uses[symbol]++));
  const expand = (sum: readonly SymbolTerm[]): SymbolTerm[] =>
    sum.flatMap((term) =>
      term.symbol >= firstShared && uses[term.symbol] === 1
        ? expand(terms[term.symbol - firstShared]).map((inner) => ({
            symbol: inner.symbol,
            shift: inner.shift + term.shift,
            negative: inner.negative !== term.negative,
          }))
        : [term],
    );
  return {
    shared: terms.map((sum, index) => (uses[firstShared + index] > 1 ? expand(sum) : undefined)),
    expressions: expressions.map(expand),
  };
}
