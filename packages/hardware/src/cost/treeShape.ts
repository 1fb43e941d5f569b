/** One level of a balanced tree of adders, on average over the tree. */
export interface TreeLevel {
  readonly adders: number;
  readonly bits: number;
}

/**
 * Levels of a balanced tree that adds `terms` summands of `leafBits` bits to a sum of `sumBits` bits with
 * `radix`-input adders, from the leaves to the root: each level widens by log2(radix), the root has the sum's width.
 */
export function treeLevels(
  {
    terms,
    leafBits,
    sumBits,
  }: { readonly terms: number; readonly leafBits: number; readonly sumBits: number },
  radix: 2 | 3,
): TreeLevel[] {
  const depth = Math.ceil(Math.log2(Math.max(1, terms)) / Math.log2(radix) - 1e-9);
  return Array.from({ length: depth }, (_, index) => {
    const below = depth - 1 - index;
    const before = Math.max(1, terms / radix ** index);
    const after = Math.max(1, terms / radix ** (index + 1));
    const bits = Math.max(Math.min(leafBits, sumBits), sumBits - below * Math.log2(radix));
    return { adders: (before - after) / (radix - 1), bits };
  });
}
