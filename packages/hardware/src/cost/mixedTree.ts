import { binaryLevels } from '../adderGraph/binaryLevels';
import { worthwhile } from '../adderGraph/chooseDepth';

/** LUT levels of the longest way per three-input adder on it; fitted to the cycles of built layers. */
const levelsPerThree = 3;

/**
 * Adders of a tree, and the inputs of those on its longest way, from the leaves to the root: shared sums, which the
 * longest way leads through, have two.
 */
export interface MixedTree {
  readonly adders: number;
  readonly longestWay: readonly (2 | 3)[];
}

/**
 * The tree that `buildSumTree` makes of equally deep terms within the given LUT levels: three-input adders (two
 * levels each) at the bottom as far as the levels allow, two-input adders (one level) above.
 */
export function mixedTree(terms: number, levels: number): MixedTree {
  const limit = Math.max(levels, binaryLevels(terms));
  const waiting = [terms, ...new Array<number>(limit + 2).fill(0)];
  const room = 2 ** limit;
  let [load, trees, adders, depth] = [terms, terms, 0, 0];
  for (let level = 0; trees > 1; level++) {
    const ready = waiting[level];
    const three = Math.min(Math.floor(ready / 3), Math.floor((room - load) / 2 ** level));
    load += three * 2 ** level;
    const rest = ready - 3 * three;
    const isLast = trees === ready;
    const two = rest === 2 && !isLast && load + 2 * 2 ** level <= room ? 0 : Math.floor(rest / 2);
    const left = rest - 2 * two;
    load += left * 2 ** level;
    waiting[level + 1] += two + left;
    waiting[level + 2] += three;
    trees -= 2 * three + two;
    adders += three + two;
    depth = level + (three > 0 ? 2 : 1);
  }
  const three = terms === 3 && adders === 1 ? 1 : Math.floor(depth / levelsPerThree);
  const two = Math.max(0, depth - 2 * three);
  return { adders, longestWay: [...new Array<2>(two).fill(2), ...new Array<3>(three).fill(3)] };
}

/** The same with two-input adders only. */
export function binaryTree(terms: number): MixedTree {
  const longestWay = Array.from({ length: binaryLevels(terms) }, () => 2 as const);
  return { adders: Math.max(0, terms - 1), longestWay };
}

/** LUT levels that a layer's trees take, given the terms of each: as `chooseDepth` decides, by the adders alone. */
export function layerLevels(terms: readonly number[], radix: 2 | 3): number {
  const least = binaryLevels(Math.max(1, ...terms));
  if (radix === 2) {
    return least;
  }
  const [none, one, two] = [0, 1, 2].map((extra) =>
    terms.reduce((sum, n) => sum + mixedTree(n, least + extra).adders, 0),
  );
  const pays = (after: number, before: number): boolean => before > 0 && after <= (1 - worthwhile) * before;
  return least + (pays(one, none) ? (pays(two, one) ? 2 : 1) : 0);
}
