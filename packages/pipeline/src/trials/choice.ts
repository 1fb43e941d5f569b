import { taskMetrics } from '../metrics/taskMetric';
import { isWithinLoss, type LossLimit } from '@nx-codesign/train';
import type { Counts } from '../records/costs';

/**
 * The cheapest (EBOPs) of those whose metric is within the loss; if none is, the best. Ties go to the better metric,
 * then to the earlier. `candidates` must not be empty.
 */
export function cheapestWithin<C extends { readonly metric: number; readonly costs: Counts }>(
  candidates: readonly C[],
  limit: LossLimit,
): { chosen: C; withinLoss: boolean } {
  const { isBetter } = taskMetrics[limit.task];
  const within = candidates.filter(({ metric }) => isWithinLoss(metric, limit));
  if (within.length === 0) {
    return {
      withinLoss: false,
      chosen: candidates.reduce((a, b) => (isBetter(b.metric, a.metric) ? b : a)),
    };
  }
  const cheaper = (a: C, b: C) => {
    const difference = b.costs.ebops - a.costs.ebops;
    return difference < 0 || (difference === 0 && isBetter(b.metric, a.metric)) ? b : a;
  };
  return { withinLoss: true, chosen: within.reduce(cheaper) };
}
