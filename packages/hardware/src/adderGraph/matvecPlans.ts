import { columnTree, separateColumns, type ColumnTree } from './columnTree';
import { planMatvec, type MatvecPlan, type MatvecProblem } from './matvecPlan';
import { otherScores, plainScore } from './sharingScore';
import { signedDigits } from './signedDigits';

/** Pairs of terms that the searches of one matrix may go through together: 0.4 seconds. */
const largestPairCount = 3 * 2 ** 18;
/** Weights that are compared for one tree of columns: a tenth of a second. */
const largestComparison = 2 ** 23;
/** Differences in a row that are tried: each costs a level. */
const treeDepths = [1, 2];

export interface MatvecPlans {
  /** The plain one first, then those that compute outputs from similar ones where there are any. */
  readonly main: readonly MatvecPlan[];
  /** Outputs by themselves with other rules of sharing: as deep as the plain one, and now and then smaller. */
  readonly others: readonly MatvecPlan[];
}

/** Plans of a matrix to choose from. Their number depends on the matrix only. */
export function matvecPlans(problem: MatvecProblem, radix: 2 | 3): MatvecPlans {
  const separate = separateColumns(problem.columns);
  const trees = [separate, ...treesOf(problem)];
  const affordable = Math.max(1, Math.floor(largestPairCount / Math.max(1, pairCount(problem))));
  const main = trees
    .slice(0, affordable)
    .map((tree) => planMatvec(problem, { tree, radix, score: plainScore }));
  const others = otherScores
    .slice(0, affordable - main.length)
    .map((score) => planMatvec(problem, { tree: separate, radix, score }));
  return { main, others };
}

/** Trees of columns that use the depth that they are allowed. */
function treesOf({ columns, needed, bounds }: MatvecProblem): ColumnTree[] {
  if (columns.length ** 2 * bounds.length > largestComparison) {
    return [];
  }
  return treeDepths
    .map((depth) => ({ depth, tree: columnTree(columns, { depth, needed }) }))
    .filter(({ depth, tree }) => Math.max(...tree.heights) === depth)
    .map(({ tree }) => tree);
}

/** Pairs of terms within the sums of a plain plan. */
function pairCount({ columns, needed }: MatvecProblem): number {
  return columns.reduce((sum, column, j) => {
    const terms = needed[j] ? column.reduce((count, weight) => count + signedDigits(weight).length, 0) : 0;
    return sum + terms ** 2 / 2;
  }, 0);
}
