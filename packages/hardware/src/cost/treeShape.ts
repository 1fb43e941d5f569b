import { depthReserve } from './calibration';
import { roundedLog2 } from './roundedLog2';

/** One level of a balanced tree of adders, on average over the tree. */
export interface TreeLevel {
  readonly adders: number;
  /** Bits of each adder. */
  readonly bits: number;
  /** Sums that are alive after the level and their width: shared sums lie deeper, so all levels take an equal share. */
  readonly sums: number;
  readonly width: number;
}

export interface TreeFacts {
  readonly terms: number;
  /** Mean width of a term, a sign included where terms of both signs meet. */
  readonly leafBits: number;
  /** Width of the whole sum. */
  readonly sumBits: number;
  /** Distance of the largest shift from the smallest. */
  readonly shiftSpread: number;
  /** Share of the adders that common subexpressions leave; 1 without any. */
  readonly sharing: number;
}

/**
 * Levels of a balanced tree of `radix`-input adders over terms in the order of their shifts, from the leaves to the
 * root. A sum of n terms is log2(n) bits wider than a term, and by its share of the shifts; bits below the second
 * shift pass an adder by.
 */
export function treeLevels(
  { terms, leafBits, sumBits, shiftSpread, sharing }: TreeFacts,
  radix: 2 | 3,
): TreeLevel[] {
  const depth = depthOf(terms, { radix, sharing });
  // A three-input adder that has two operands only costs as much as a full one.
  const whole = Math.ceil((terms - 1) / (radix - 1) - 1e-9) / Math.max(1e-9, (terms - 1) / (radix - 1));
  return Array.from({ length: depth }, (_, index) => {
    const before = Math.max(1, terms / radix ** index);
    const after = Math.max(1, terms / radix ** (index + 1));
    const [below, within] = [shiftSpread / before, shiftSpread / after];
    const width = Math.min(sumBits, leafBits + roundedLog2(terms / after) + within);
    return {
      adders: (whole * (before - after)) / (radix - 1),
      bits: Math.max(1, width - below),
      sums: terms ** (1 - (index + 1) / depth),
      width,
    };
  });
}

/** Adders in a row. Up to `radix` terms take one; the levels of a larger tree fill up with shared sums. */
function depthOf(
  terms: number,
  { radix, sharing }: { readonly radix: 2 | 3; readonly sharing: number },
): number {
  const places = terms > radix ? terms * sharing ** -depthReserve[radix] : terms;
  let depth = 0;
  for (let reach = 1; reach < places; reach *= radix) depth++;
  return depth;
}
