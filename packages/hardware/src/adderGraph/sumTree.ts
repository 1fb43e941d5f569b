import { bitLength } from '@nx-codesign/ir';
import type { Signal, Term } from './graph';
import type { GraphBuilder } from './graphBuilder';
import { sortTerms, sumLayout } from './sumLayout';

/** A summand with the number of adders that it takes to compute it. */
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
  /** Adders on the longest way to the value, waiting included. */
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
  /** Inputs of an adder. */
  readonly radix: 2 | 3;
  /** Whether the value has to come out as it is, should come out negated, or may be either, whatever is cheaper. */
  readonly sign: 'positive' | 'negative' | 'either';
}

/**
 * Builds a balanced tree of adders over the summands: each level joins neighbours in the order of shift and width,
 * and signs move through the tree so that subtractions cost nothing and no negation is left where it can be
 * avoided (a positive sum of negative summands only cannot). The result, times -1 if `negative`, is the sum.
 */
export function buildSumTree(
  builder: GraphBuilder,
  summands: readonly Summand[],
  { radix, sign }: SumTreeOptions,
): Summand {
  if (summands.length === 0) {
    return { ...builder.constant(0), negative: false, depth: 0 };
  }
  const tree = balance(
    summands.map((summand) => leaf(summand, builder.bounds(summand))),
    radix,
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

/** Joins the shallowest trees, level by level, until one is left; those left over wait for the next level. */
function balance(leaves: readonly Tree[], radix: 2 | 3): Tree {
  let trees = [...leaves];
  const load = (some: readonly Tree[]): number => some.reduce((sum, { level }) => sum + radix ** level, 0);
  const room = radix ** Math.ceil(Math.log(load(trees)) / Math.log(radix) - 1e-9);
  while (trees.length > radix) {
    const level = Math.min(...trees.map((tree) => tree.level));
    const ready = trees.filter((tree) => tree.level === level).sort(byPlace);
    const joined: Tree[] = [];
    while (ready.length >= radix) {
      joined.push(join(ready.splice(0, radix)));
    }
    const waiting = ready.map((tree) => ({ ...tree, level: level + 1 }));
    const deeper = [...trees.filter((tree) => tree.level > level), ...joined];
    const tooDeep = waiting.length > 1 && load(deeper) + load(waiting) > room;
    trees = [...deeper, ...(tooDeep ? [join(ready)] : waiting)];
  }
  return trees.length === 1 ? trees[0] : join(trees);
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
    level: Math.max(...children.map((tree) => tree.level)) + 1,
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
