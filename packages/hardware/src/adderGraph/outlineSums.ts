import type { ExtraDepth } from './adderStyle';
import { paysForLevel } from './chooseDepth';
import type { Signal } from './graph';
import type { GraphBuilder } from './graphBuilder';
import { SumForest, type Leaf, type TreeId } from './sumForest';
import { emitTree, leafOf, type Summand } from './sumTree';

export interface OutlineOptions {
  readonly radix: 2 | 3;
  /** Levels of two-input adders that the sums take at least. */
  readonly levels: number;
  readonly extraDepth?: ExtraDepth;
  /** Adder bits that the sums take besides, at any depth. */
  readonly otherBits: number;
}

/**
 * Sums of summands as `chooseBuild` would have them, in a fraction of the time: the depth is chosen by the adder bits of
 * trees that are not built, and the trees of the depth that is chosen are built.
 */
export function outlineSums(
  builder: GraphBuilder,
  sums: readonly (readonly Summand[])[],
  { radix, levels, extraDepth, otherBits }: OutlineOptions,
): Signal[] {
  const leaves = sums.map((summands) => summands.map((summand) => leafOf(builder, summand)));
  const grow = (depth: ExtraDepth): Outline => growAll(leaves, { radix, levels: levels + depth });
  const { forest, trees } =
    radix === 2 || extraDepth !== undefined ? grow(extraDepth ?? 0) : chooseOutline(grow, otherBits);
  return trees.map((id, j) => {
    if (id === undefined) return builder.constant(0);
    const { node, shift } = emitTree(builder, forest, { id, sign: 'positive', summands: sums[j] });
    return { node, shift };
  });
}

interface Outline {
  readonly forest: SumForest;
  /** By sum; `undefined` for one without summands. */
  readonly trees: readonly (TreeId | undefined)[];
  readonly bits: number;
}

function growAll(
  sums: readonly (readonly Leaf[])[],
  options: { readonly radix: 2 | 3; readonly levels: number },
): Outline {
  const forest = new SumForest();
  const trees = sums.map((leaves) => (leaves.length === 0 ? undefined : forest.grow(leaves, options)));
  const bits = trees.reduce<number>((sum, id) => (id === undefined ? sum : sum + forest.bitsOf(id)), 0);
  return { forest, trees, bits };
}

function chooseOutline(grow: (depth: ExtraDepth) => Outline, otherBits: number): Outline {
  const [none, one] = [grow(0), grow(1)];
  if (!paysForLevel(otherBits + one.bits, otherBits + none.bits)) return none;
  const two = grow(2);
  return paysForLevel(otherBits + two.bits, otherBits + one.bits) ? two : one;
}
