import { kneePoint } from '@nx-codesign/search';
import { isWithinLoss, type LossLimit } from '@nx-codesign/train';
import type { QatSlice } from '../config/slices/qat';
import type { Policy } from '../config/slices/search';
import { taskMetrics } from '../metrics/taskMetric';
import type { Counts } from '../records/costs';
import { cheapestWithin } from '../trials/choice';

interface Judged {
  readonly metric: number;
  readonly costs: Counts;
}

interface Choice<C> {
  readonly chosen: C;
  readonly withinLoss: boolean;
}

/** How each policy chooses among candidates, of which there is at least one. */
const pickers: Record<Policy, <C extends Judged>(candidates: readonly C[], limit: LossLimit) => C> = {
  accuracy: (candidates, { task }) =>
    candidates.reduce((best, each) => (taskMetrics[task].isBetter(each.metric, best.metric) ? each : best)),
  balanced: (candidates, limit) => {
    const within = candidates.filter(({ metric }) => isWithinLoss(metric, limit));
    if (within.length === 0) return pickers.accuracy(candidates, limit);
    const { lossOf } = taskMetrics[limit.task];
    return within[kneePoint(within.map(({ metric, costs }) => [lossOf(metric), bitsOf(costs.ebops)]))];
  },
  latency: (candidates, limit) => cheapestWithin(candidates, limit).chosen,
};

/** The precision that a variant goes on with, by the allowed loss or by the first of its policies. */
export function choosePrecision<C extends Judged>(
  candidates: readonly C[],
  {
    choice,
    limit,
    policies: [policy],
  }: {
    readonly choice: QatSlice['choice'];
    readonly limit: LossLimit;
    readonly policies: readonly Policy[];
  },
): Choice<C> {
  if (choice === 'allowedLoss') return cheapestWithin(candidates, limit);
  const chosen = pickers[policy](candidates, limit);
  return { chosen, withinLoss: isWithinLoss(chosen.metric, limit) };
}

/** Costs span orders of magnitude; rounded, since the last digit of Math.log2 may differ between versions of V8. */
function bitsOf(ebops: number): number {
  return Number(Math.log2(1 + ebops).toPrecision(6));
}
