import type { IntegerMatrix } from '@nx-codesign/ir';
import { binaryLevels } from './binaryLevels';
import type { ColumnTree } from './columnTree';
import { dissolveShared, type SharedExpressions } from './dissolveShared';
import { signedDigits } from './signedDigits';
import type { SymbolBounds, SymbolTerm } from './sharedSums';
import { shareSums } from './shareSums';
import type { SharingScore } from './sharingScore';

/** `y[j] = constants[j] + sum_i x[i] * columns[j][i]`, constant inputs folded: their rows are 0. */
export interface MatvecProblem {
  /** By input. */
  readonly bounds: readonly SymbolBounds[];
  readonly columns: readonly Int32Array[];
  readonly constants: readonly number[];
  /** Outputs that nothing reads are left out (0). */
  readonly needed: readonly boolean[];
}

/** Which sums to compute: the differences of the columns along a tree, with what they have in common computed once. */
export interface MatvecPlan extends SharedExpressions {
  readonly tree: ColumnTree;
  /** By output: added to its expression and its parent. */
  readonly constants: readonly number[];
  readonly needed: readonly boolean[];
  /** Levels of two-input adders that the outputs take at least. */
  readonly leastLevels: number;
}

/** The problem of a kernel `[inputs, outputs]` over inputs of the given bounds. */
export function matvecProblem(
  bounds: readonly SymbolBounds[],
  kernel: IntegerMatrix,
  { constant, needed }: { readonly constant: readonly number[]; readonly needed: readonly boolean[] },
): MatvecProblem {
  const weight = (i: number, j: number): number => kernel.data[i * kernel.outputs + j];
  const isFixed = bounds.map(({ low, high }) => low === high);
  return {
    bounds,
    needed,
    columns: constant.map((_, j) => Int32Array.from(bounds, (_each, i) => (isFixed[i] ? 0 : weight(i, j)))),
    constants: constant.map((value, j) =>
      bounds.reduce((sum, { low }, i) => sum + (isFixed[i] ? low * weight(i, j) : 0), value),
    ),
  };
}

/** Differences in signed digits, then common subexpressions within the depth that the tree leaves to each. */
export function planMatvec(
  { bounds, columns, constants, needed }: MatvecProblem,
  { tree, radix, score }: { readonly tree: ColumnTree; readonly radix: 2 | 3; readonly score: SharingScore },
): MatvecPlan {
  const { parents, heights } = tree;
  const own = constants.map((constant, j) => constant - signOf(tree, j) * constants[parents[j]?.parent ?? j]);
  const expressions = columns.map((_, j) => (needed[j] ? digitsOf(columns, tree, j) : []));
  const hasParent = parents.map((parent) => (parent === undefined ? 0 : 1));
  const hasConstant = own.map((constant) => (constant === 0 ? 0 : 1));
  const leastLevels = expressions.reduce(
    (most, { length }, j) =>
      Math.max(most, heights[j] + hasParent[j] + binaryLevels(length + hasConstant[j])),
    0,
  );
  // Of the 2^leastLevels leaves of a full binary tree: those above its readers' differences, and its parent's.
  const occupied = hasConstant.map((count, j) => {
    const room = 2 ** (leastLevels - heights[j]);
    return count + 2 ** leastLevels - room + (hasParent[j] ? room / 2 : 0);
  });
  const sums = dissolveShared(shareSums(expressions, bounds, { occupied, score }), {
    firstShared: bounds.length,
    radix,
    extraTerms: hasConstant.map((count, j) => count + hasParent[j]),
  });
  return { ...sums, tree, constants: own, needed, leastLevels };
}

/** The factor of the parent: 0 without one. */
function signOf({ parents }: ColumnTree, j: number): -1 | 0 | 1 {
  const parent = parents[j];
  return parent === undefined ? 0 : parent.negative ? -1 : 1;
}

function digitsOf(columns: readonly Int32Array[], tree: ColumnTree, j: number): SymbolTerm[] {
  const parent = columns[tree.parents[j]?.parent ?? j];
  const sign = signOf(tree, j);
  return [...columns[j]].flatMap((weight, symbol) =>
    signedDigits(weight - sign * parent[symbol]).map((digit) => ({ symbol, ...digit })),
  );
}
