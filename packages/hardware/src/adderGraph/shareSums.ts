import { SharingSearch } from './sharingSearch';
import type { SharedSum, SharedSums, SymbolBounds, SymbolTerm } from './sharedSums';

/** Pairs of terms that one search may hold: a few seconds and 100 MB. */
const largestPairCount = 2 ** 22;

/** Levels of adders that sharing may add; measured: less costs 5 to 15 % more bits, more saves nothing. */
const extraDepth = 1;

/**
 * Greedy two-term common subexpression elimination over a set of sums (Hartley 1996, doi:10.1109/82.539000): takes
 * out, as long as one occurs twice, the pair `a +- b * 2^s` with the largest product of (occurrences - 1) and
 * overlapping bits (the weighting of da4ml, arXiv 2507.04535), within a limit on depth. `bounds` are those of the
 * given symbols; `radix` is the number of inputs of an adder. O(pairs log pairs) time with about
 * `sum over expressions of terms^2 / 2` pairs; above 2^22 pairs only neighbouring symbols are paired.
 */
export function shareSums(
  expressions: readonly (readonly SymbolTerm[])[],
  bounds: readonly SymbolBounds[],
  radix: 2 | 3,
): SharedSums {
  const blockSize = blockSizeOf(expressions, bounds.length);
  const shared: SharedSum[] = [];
  const reduced: SymbolTerm[][] = expressions.map(() => []);
  for (let start = 0; start < bounds.length; start += blockSize) {
    const end = Math.min(start + blockSize, bounds.length);
    const shift = bounds.length + shared.length - end;
    /** Symbols of the block keep their number, the block's shared sums follow those of the blocks before. */
    const renumber = (symbol: number): number =>
      symbol < end - start ? symbol + start : symbol + start + shift;
    const inside = expressions.map((terms) =>
      terms
        .filter(({ symbol }) => symbol >= start && symbol < end)
        .map((term) => ({ ...term, symbol: term.symbol - start })),
    );
    const search = new SharingSearch(inside, bounds.slice(start, end), { radix, extraDepth });
    for (let sum = search.next(); sum; sum = search.next()) {
      shared.push({ ...sum, first: renumber(sum.first), second: renumber(sum.second) });
    }
    search.expressions().forEach((terms, index) => {
      reduced[index].push(...terms.map((term) => ({ ...term, symbol: renumber(term.symbol) })));
    });
  }
  return { shared, expressions: reduced };
}

/** The most symbols per block with which the pairs stay below the limit. */
function blockSizeOf(expressions: readonly (readonly SymbolTerm[])[], symbols: number): number {
  const pairs = expressions.reduce((sum, { length }) => sum + length ** 2 / 2, 0);
  const blocks = Math.max(1, Math.ceil(pairs / largestPairCount));
  return Math.max(1, Math.ceil(symbols / blocks));
}
