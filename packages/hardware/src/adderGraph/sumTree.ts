import { bitLength } from '@nx-codesign/ir';
import { binaryLevels } from './binaryLevels';
import type { Signal, Term } from './graph';
import type { GraphBuilder } from './graphBuilder';
import { sortTerms, sumLayout } from './sumLayout';

/** A summand with the number of LUT levels that it takes to compute it. */
export interface Summand extends Term {
  readonly depth: number;
  /** A constant can take either sign for free. */
  readonly constant?: boolean;
}

interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A tree of adders under construction. `shift` and the bounds are those of its value with the sign it has. */
interface Tree extends Interval {
  /** LUT levels of the longest way to the value, waiting included: one for two inputs, two for three. */
  readonly level: number;
  readonly shift: number;
  /** Without children a leaf. */
  readonly summand?: Summand;
  readonly children: readonly Tree[];
  /** Fewest adder bits to compute the value as it is (0) and negated (1); Infinity if neither is possible. */
  readonly cost: readonly [number, number];
  /** Which children are taken negated in each case. */
  readonly negated: readonly [readonly boolean[], readonly boolean[]];
}

export interface SumTreeOptions {
  /** Most inputs of an adder. */
  readonly radix: 2 | 3;
  /** LUT levels that the tree may take where that makes it smaller; by default as few as a binary tree does. */
  readonly levels?: number;
  /** Whether the value has to come out as it is, should come out negated, or may be either, whatever is cheaper. */
  readonly sign: 'positive' | 'negative' | 'either';
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
  const tree = balance(
    summands.map((summand) => leaf(summand, builder.bounds(summand))),
    { radix, levels },
  );
  const [plainCost, negatedCost] = tree.cost;
  const preferred = sign === 'negative' || (sign === 'either' && negatedCost < plainCost);
  const negate = plainCost === Infinity || (preferred && negatedCost < Infinity);
  const signal = emit(builder, tree, negate ? 1 : 0);
  if (!negate || sign !== 'positive') {
    return { ...signal, negative: negate, depth: tree.level };
  }
  return { ...builder.sum([{ ...signal, negative: true }]), negative: false, depth: tree.level + 1 };
}

/**
 * Joins the shallowest trees, level by level, until one is left; those left over wait for the next level. A tree at
 * level l takes up 2^l of the 2^levels leaves of a full binary tree (Kraft). Joining two trees of one level leaves
 * that load as it is; joining three adds 2^l, so three-input adders go where they cost least, at the bottom.
 */
function balance(leaves: readonly Tree[], { radix, levels = 0 }: { radix: 2 | 3; levels?: number }): Tree {
  let trees = [...leaves];
  let load = trees.reduce((sum, { level }) => sum + 2 ** level, 0);
  const room = 2 ** Math.max(levels, binaryLevels(load));
  const fits = (more: number): boolean => load + more <= room;
  while (trees.length > 1) {
    const level = Math.min(...trees.map((tree) => tree.level));
    const ready = trees.filter((tree) => tree.level === level).sort(byPlace);
    const deeper = trees.filter((tree) => tree.level > level);
    const joined: Tree[] = [];
    while (ready.length > 1) {
      const three = radix === 3 && ready.length > 2 && fits(2 ** level);
      const others = deeper.length + joined.length > 0;
      if (radix === 3 && ready.length === 2 && others && fits(2 * 2 ** level)) {
        break;
      }
      joined.push(join(ready.splice(0, three ? 3 : 2)));
      load += three ? 2 ** level : 0;
    }
    load += ready.length * 2 ** level;
    trees = [...deeper, ...joined, ...ready.map((tree) => ({ ...tree, level: level + 1 }))];
  }
  return trees[0];
}

function byPlace(a: Tree, b: Tree): number {
  return a.shift - b.shift || a.high - a.low - (b.high - b.low);
}

function leaf(summand: Summand, { low, high }: Interval): Tree {
  const free = summand.constant === true;
  return {
    level: summand.depth,
    shift: summand.shift,
    summand,
    children: [],
    low: summand.negative ? -high : low,
    high: summand.negative ? -low : high,
    cost: [summand.negative && !free ? Infinity : 0, summand.negative || free ? 0 : Infinity],
    negated: [[], []],
  };
}

function join(children: readonly Tree[]): Tree {
  const low = children.reduce((sum, tree) => sum + tree.low, 0);
  const high = children.reduce((sum, tree) => sum + tree.high, 0);
  const [plain, flipped] = [choose(children, 0), choose(children, 1)];
  return {
    level: Math.max(...children.map((tree) => tree.level)) + children.length - 1,
    shift: Math.min(...children.map((tree) => tree.shift)),
    children,
    low,
    high,
    cost: [plain.cost, flipped.cost],
    negated: [plain.negated, flipped.negated],
  };
}

/** The cheapest signs of the children for a sum that is taken as it is (0) or negated (1). */
function choose(children: readonly Tree[], negate: 0 | 1): { cost: number; negated: boolean[] } {
  let best: { cost: number; negated: boolean[] } = { cost: Infinity, negated: children.map(() => false) };
  for (let signs = 0; signs < 2 ** children.length; signs++) {
    const negated = children.map((_, i) => ((signs >> i) & 1) === 1);
    const subtracted = negated.map((flag) => flag !== (negate === 1));
    const below = children.reduce((sum, tree, i) => sum + tree.cost[negated[i] ? 1 : 0], 0);
    if (below < Infinity && subtracted.includes(false)) {
      const cost = below + adderBits(children, subtracted, negate);
      best = cost < best.cost ? { cost, negated } : best;
    }
  }
  return best;
}

function adderBits(children: readonly Tree[], subtracted: readonly boolean[], negate: 0 | 1): number {
  const low = children.reduce((sum, tree) => sum + tree.low, 0);
  const high = children.reduce((sum, tree) => sum + tree.high, 0);
  const [bottom, top] = negate ? [-high, -low] : [low, high];
  const width = bitLength(Math.max(top, -bottom - 1)) + (bottom < 0 ? 1 : 0);
  const terms = sortTerms(children.map(({ shift }, node) => ({ node, shift, negative: subtracted[node] })));
  const first = children[terms[0].node];
  const scale = 2 ** first.shift;
  const layout = sumLayout(terms, { low: first.low / scale, high: first.high / scale });
  return layout.concatenation ? 0 : width - layout.start;
}

function emit(builder: GraphBuilder, tree: Tree, negate: 0 | 1): Signal {
  if (tree.summand) {
    const { constant, negative, node, shift } = tree.summand;
    return constant && negative !== (negate === 1) ? negateConstant(builder, tree.summand) : { node, shift };
  }
  const terms = tree.children.map((child, i): Term => {
    const negated = tree.negated[negate][i];
    return { ...emit(builder, child, negated ? 1 : 0), negative: negated !== (negate === 1) };
  });
  return builder.sum(terms);
}

function negateConstant(builder: GraphBuilder, signal: Signal): Signal {
  return builder.constant(-builder.bounds(signal).low);
}
