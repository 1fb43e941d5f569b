import type { IntegerMatrix } from '@nx-codesign/ir';
import type { AdderStyle } from './adderStyle';
import { buildMatvec, outlineMatvec } from './buildMatvec';
import { chooseBuild, type Build } from './chooseDepth';
import type { Signal } from './graph';
import type { GraphBuilder } from './graphBuilder';
import { matvecProblem, planMatvec, type MatvecPlan } from './matvecPlan';
import { plainScore } from './sharingScore';
import { separateColumns } from './columnTree';
import { matvecPlans } from './matvecPlans';

export interface MatvecOptions extends AdderStyle {
  /** Added to each output; the tree takes it as one more summand. */
  readonly constant: readonly number[];
  /** Outputs that nothing reads are left out (0). */
  readonly needed: readonly boolean[];
}

/**
 * `y[j] = constant[j] + sum_i x[i] * kernel[i, j]` as shifts and adders: weights in canonical signed digits, sums
 * that several outputs (or several digits) have in common computed once, outputs computed from similar ones where that
 * pays, the rest in trees of a limited depth. Of several plans the one with the fewest adder bits.
 */
export function lowerMatvec(
  builder: GraphBuilder,
  x: readonly Signal[],
  kernel: IntegerMatrix,
  { constant, needed, radix, extraDepth, effort }: MatvecOptions,
): Signal[] {
  const bounds = x.map((signal) => builder.bounds(signal));
  const problem = matvecProblem(bounds, kernel, { constant, needed });
  if (effort === 'least') {
    const tree = separateColumns(problem.columns);
    const plan = planMatvec(problem, { tree, radix, score: plainScore });
    return outlineMatvec(builder, x, { plan, radix, extraDepth });
  }
  const plans = matvecPlans(problem, radix);
  const base = plans.main[0].leastLevels;
  const buildOf = (plan: MatvecPlan): Build => ({
    leastDepth: Math.max(0, plan.leastLevels - base),
    sums: (into, inputs, extra) =>
      buildMatvec(into, inputs, { plan, radix, levels: base + extra, sharedLevels: extra > 1 ? 1 : 0 }),
  });
  const main = chooseBuild(builder, x, { radix, builds: plans.main.map(buildOf), extraDepth });
  const builds = [main.build, ...plans.others.map(buildOf)];
  const { extraDepth: depth } = main;
  const { build } = chooseBuild(builder, x, { radix, builds, extraDepth: depth, counted: main });
  return build.sums(builder, x, depth);
}
