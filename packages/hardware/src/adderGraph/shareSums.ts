import { SharingSearch, type SharingOptions } from './sharingSearch';
import type { SharedSum, SharedSums, SymbolBounds, SymbolTerm } from './sharedSums';

/** Pairs of terms that one search may hold: a few seconds and 100 MB. */
const largestPairCount = 2 ** 22;

/**
 * Greedy two-term common subexpression elimination over a set of sums (Hartley 1996, doi:10.1109/82.539000): takes
 * out, as long as one occurs twice, the pair `a +- b * 2^s` with the largest product of (occurrences - 1) and
 * overlapping bits (the weighting of da4ml, arXiv 2507.04535), within the depth of the balanced binary tree of the
 * longest sum. `bounds` are those of the given symbols. O(pairs log pairs) time with about
 * `sum over expressions of terms^2 / 2` pairs; above 2^22 pairs only symbols of the same block of neighbours are paired.
 */
export function shareSums(
  expressions: readonly (readonly SymbolTerm[])[],
  bounds: readonly SymbolBounds[],
  options: SharingOptions,
): SharedSums {
  return shareSumsInBlocks(expressions, bounds, {
    ...options,
    blockSize: blockSizeOf(expressions, bounds.length),
  });
}

/** The same with `blockSize` neighbouring symbols at a time. */
export function shareSumsInBlocks(
  expressions: readonly (readonly SymbolTerm[])[],
  bounds: readonly SymbolBounds[],
  { blockSize, ...options }: SharingOptions & { readonly blockSize: number },
): SharedSums {
  const shared: SharedSum[] = [];
  const reduced: SymbolTerm[][] = expressions.map(() => []);
  for (let start = 0; start < bounds.length; start += blockSize) {
    const block = bounds.slice(start, start + blockSize);
    const firstShared = bounds.length + shared.length;
    /** Symbols of the block keep their number, the block's shared sums follow those of the blocks before. */
    const renumber = (symbol: number): number =>
      symbol < block.length ? start + symbol : firstShared + symbol - block.length;
    const inside = expressions.map((terms) =>
      terms
        .filter(({ symbol }) => symbol >= start && symbol < start + block.length)
        .map((term) => ({ ...term, symbol: term.symbol - start })),
    );
    const search = new SharingSearch(inside, block, options);
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
