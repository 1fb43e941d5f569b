import { binaryTree, mixedTree } from './mixedTree';
import { roundedLog2 } from './roundedLog2';

/** One step on the longest way through a tree of adders, on average over the tree. */
export interface TreeLevel {
  readonly adders: number;
  /** Most inputs of an adder. */
  readonly inputs: 2 | 3;
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
  /** LUT levels that the tree may take. */
  readonly levels: number;
}

/**
 * Levels of a tree of adders with up to `radix` inputs over terms in the order of their shifts, from the leaves to the
 * root. A sum of n terms is log2(n) bits wider than a term, and by its share of the shifts; bits below the second
 * shift pass an adder by.
 */
export function treeLevels(
  { terms, leafBits, sumBits, shiftSpread, levels }: TreeFacts,
  radix: 2 | 3,
): TreeLevel[] {
  const { adders, longestWay } = radix === 3 ? mixedTree(terms, levels) : binaryTree(terms);
  const depth = longestWay.reduce((sum, inputs) => sum + inputs - 1, 0);
  const sumsAt = (level: number): number => 2 ** (roundedLog2(Math.max(1, terms)) * (1 - level / depth));
  let level = 0;
  return longestWay.map((inputs) => {
    const [before, after] = [sumsAt(level), sumsAt((level += inputs - 1))];
    const [below, within] = [shiftSpread / before, shiftSpread / after];
    const width = Math.min(sumBits, leafBits + roundedLog2(terms / after) + within);
    return {
      adders: (adders * (before - after)) / (terms - 1),
      inputs,
      bits: Math.max(1, width - below),
      sums: after,
      width,
    };
  });
}
