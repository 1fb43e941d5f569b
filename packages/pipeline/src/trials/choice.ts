import { isWithinLoss, type LossLimit } from '@nx-codesign/train';
import type { Counts } from '../records/costs';

/**
 * The cheapest (EBOPs) of those whose accuracy is within the loss; if none is, the most accurate. Ties go to the
 * more accurate, then to the earlier. `candidates` must not be empty.
 */
export function cheapestWithin<C extends { readonly accuracy: number; readonly costs: Counts }>(
  candidates: readonly C[],
  limit: Pick<LossLimit, 'start' | 'maxLoss'>,
): { chosen: C; withinLoss: boolean } {
  const within = candidates.filter(({ accuracy }) =>
    isWithinLoss(accuracy, { task: 'classification', ...limit }),
  );
  if (within.length === 0) {
    return { withinLoss: false, chosen: candidates.reduce((a, b) => (b.accuracy > a.accuracy ? b : a)) };
  }
  const cheaper = (a: C, b: C) => {
    const difference = b.costs.ebops - a.costs.ebops;
    return difference < 0 || (difference === 0 && b.accuracy > a.accuracy) ? b : a;
  };
  return { withinLoss: true, chosen: within.reduce(cheaper) };
}
