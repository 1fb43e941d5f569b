import type { AdderStyle } from './adderStyle';
import type { Signal } from './graph';
import type { GraphBuilder } from './graphBuilder';
import type { MatvecPlan } from './matvecPlan';
import { outlineSums } from './outlineSums';
import type { SymbolTerm } from './sharedSums';
import { leastLevels, SumForest } from './sumForest';
import { buildSumTree, emitTree, leafOf, type Summand } from './sumTree';

export interface MatvecBuild {
  readonly plan: MatvecPlan;
  readonly radix: 2 | 3;
  /** LUT levels that the outputs may take where that makes them smaller. */
  readonly levels: number;
  /** Levels that the tree of a shared sum may take over the fewest, unless the outputs then take more than theirs. */
  readonly sharedLevels: 0 | 1;
}

/**
 * Trees for the shared sums, and for the outputs within the given LUT levels: those that others are computed from so much
 * earlier.
 */
export function buildMatvec(builder: GraphBuilder, inputs: readonly Signal[], build: MatvecBuild): Signal[] {
  const outputs = outputsOf(builder, inputs, build);
  const isTooDeep = build.sharedLevels > 0 && outputs.some(({ depth }) => depth > build.levels);
  const fitting = isTooDeep ? outputsOf(builder, inputs, { ...build, sharedLevels: 0 }) : outputs;
  return fitting.map(({ node, shift }) => ({ node, shift }));
}

function outputsOf(
  builder: GraphBuilder,
  inputs: readonly Signal[],
  { plan, radix, levels, sharedLevels }: MatvecBuild,
): Summand[] {
  const { tree, constants, needed, expressions } = plan;
  const { symbols } = sharedSymbols(builder, inputs, { plan, radix, sharedLevels });
  const outputs: Summand[] = expressions.map(() => ({ ...builder.constant(0), negative: false, depth: 0 }));
  for (const j of tree.order.filter((each) => needed[each])) {
    const summands = expressions[j].map((term) => summandOf(symbols, term));
    const parent = tree.parents[j];
    if (parent !== undefined) {
      summands.push({ ...outputs[parent.parent], negative: parent.negative });
    }
    if (constants[j] !== 0) {
      summands.push({ ...builder.constant(constants[j]), negative: false, constant: true, depth: 0 });
    }
    outputs[j] = buildSumTree(builder, summands, {
      radix,
      sign: 'positive',
      levels: levels - tree.heights[j],
    });
  }
  return outputs;
}

/** The same for estimates: trees of a plan without a tree of columns, at a depth that is estimated. */
export function outlineMatvec(
  builder: GraphBuilder,
  inputs: readonly Signal[],
  { plan, radix, extraDepth }: { readonly plan: MatvecPlan } & Pick<AdderStyle, 'radix' | 'extraDepth'>,
): Signal[] {
  const { symbols, bits } = sharedSymbols(builder, inputs, { plan, radix, sharedLevels: 0 });
  const sums = plan.expressions.map((terms, j) => {
    const summands = terms.map((term) => summandOf(symbols, term));
    if (plan.needed[j] && plan.constants[j] !== 0) {
      summands.push({ ...builder.constant(plan.constants[j]), negative: false, constant: true, depth: 0 });
    }
    return summands;
  });
  return outlineSums(builder, sums, { radix, extraDepth, levels: plan.leastLevels, otherBits: bits });
}

/** The inputs, then the shared sums. */
function sharedSymbols(
  builder: GraphBuilder,
  inputs: readonly Signal[],
  { plan, radix, sharedLevels }: Omit<MatvecBuild, 'levels'>,
): { readonly symbols: readonly Summand[]; readonly bits: number } {
  const signs = wantedSigns(plan);
  const symbols: Summand[] = inputs.map(({ node, shift }) => ({ node, shift, negative: false, depth: 0 }));
  let bits = 0;
  for (const terms of plan.shared) {
    const sign = signs.get(symbols.length) ?? 'either';
    if (!terms) {
      symbols.push(symbols[0]);
      continue;
    }
    const summands = terms.map((term) => summandOf(symbols, term));
    const forest = new SumForest();
    const id = forest.grow(
      summands.map((summand) => leafOf(builder, summand)),
      { radix, levels: leastLevels(summands) + sharedLevels },
    );
    bits += forest.bitsOf(id);
    symbols.push(emitTree(builder, forest, { id, sign, summands }));
  }
  return { symbols, bits };
}

function summandOf(symbols: readonly Summand[], { symbol, shift, negative }: SymbolTerm): Summand {
  const own = symbols[symbol];
  return { node: own.node, shift: own.shift + shift, negative: own.negative !== negative, depth: own.depth };
}

/** The sign in which sums that are one shared sum alone read it: the other one would take a negation. */
function wantedSigns({
  expressions,
  constants,
  tree,
}: MatvecPlan): ReadonlyMap<number, 'positive' | 'negative'> {
  const signs = new Map<number, 'positive' | 'negative'>();
  expressions
    .filter(({ length }, j) => length === 1 && constants[j] === 0 && tree.parents[j] === undefined)
    .forEach(([{ symbol, negative }]) => {
      signs.set(symbol, negative && signs.get(symbol) !== 'positive' ? 'negative' : 'positive');
    });
  return signs;
}
