import type { Signal, Term } from './graph';
import type { GraphBuilder } from './graphBuilder';
import { SumForest, type Leaf, type TreeId } from './sumForest';

/** A summand with the number of LUT levels that it takes to compute it. */
export interface Summand extends Term {
  readonly depth: number;
  /** A constant can take either sign for free. */
  readonly constant?: boolean;
}

export interface SumTreeOptions {
  /** Most inputs of an adder. */
  readonly radix: 2 | 3;
  /** LUT levels that the tree may take where that makes it smaller; by default as few as a binary tree does. */
  readonly levels?: number;
  /** Whether the value has to come out as it is, should come out negated, or may be either, whatever is cheaper. */
  readonly sign: 'positive' | 'negative' | 'either';
}

export interface TreeToEmit extends Pick<SumTreeOptions, 'sign'> {
  readonly id: TreeId;
  readonly summands: readonly Summand[];
}

/**
 * Builds a tree of adders over the summands: each level joins neighbours in the order of shift and width,
 * and signs move through the tree so that subtractions cost nothing and no negation is left where it can be
 * avoided (a positive sum of negative summands only cannot). The result, times -1 if `negative`, is the sum.
 */
export function buildSumTree(
  builder: GraphBuilder,
  summands: readonly Summand[],
  { radix, sign, levels }: SumTreeOptions,
): Summand {
  if (summands.length === 0) {
    return { ...builder.constant(0), negative: false, depth: 0 };
  }
  const forest = new SumForest();
  const id = forest.grow(
    summands.map((summand) => leafOf(builder, summand)),
    { radix, levels },
  );
  return emitTree(builder, forest, { id, sign, summands });
}

/** What the tree that takes a summand needs to know of it. */
export function leafOf(builder: GraphBuilder, { depth, shift, negative, constant, node }: Summand): Leaf {
  const { low, high } = builder.bounds({ node, shift });
  return { depth, shift, negative, constant, low, high };
}

/** Builds a tree of a forest over its summands. */
export function emitTree(
  builder: GraphBuilder,
  forest: SumForest,
  { id, sign, summands }: TreeToEmit,
): Summand {
  const { plainCost, negatedCost, level } = forest.tree(id);
  const preferred = sign === 'negative' || (sign === 'either' && negatedCost < plainCost);
  const negate = plainCost === Infinity || (preferred && negatedCost < Infinity);
  const signal = emit(builder, forest, { id, negate }, summands);
  if (!negate || sign !== 'positive') {
    return { ...signal, negative: negate, depth: level };
  }
  return { ...builder.sum([{ ...signal, negative: true }]), negative: false, depth: level + 1 };
}

/** A tree's value (0) or its negative (1), as signals of the builder. */
function emit(
  builder: GraphBuilder,
  forest: SumForest,
  tree: { readonly id: TreeId; readonly negate: boolean },
  summands: readonly Summand[],
): Signal {
  const { leaf, children, plainSigns, negatedSigns } = forest.tree(tree.id);
  if (leaf >= 0) {
    const { constant, negative, node, shift } = summands[leaf];
    return constant && negative !== tree.negate ? negateConstant(builder, summands[leaf]) : { node, shift };
  }
  const signs = tree.negate ? negatedSigns : plainSigns;
  const terms = children.map((id, i): Term => {
    const negate = ((signs >> i) & 1) === 1;
    const { node, shift } = emit(builder, forest, { id, negate }, summands);
    return { node, shift, negative: negate !== tree.negate };
  });
  return builder.sum(terms);
}

function negateConstant(builder: GraphBuilder, signal: Signal): Signal {
  return builder.constant(-builder.bounds(signal).low);
}
