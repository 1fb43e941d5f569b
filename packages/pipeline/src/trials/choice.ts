import type { Costs } from '../records/costs';

/**
 * The cheapest (EBOPs) of those at least as accurate as `least`; if none is, the most accurate. Ties go to the
 * more accurate, then to the earlier. `candidates` must not be empty.
 */
export function cheapestWithin<C extends { readonly accuracy: number; readonly costs: Costs }>(
  candidates: readonly C[],
  least: number,
): { chosen: C; withinLoss: boolean } {
  const within = candidates.filter(({ accuracy }) => accuracy >= least);
  if (within.length === 0) {
    return { withinLoss: false, chosen: candidates.reduce((a, b) => (b.accuracy > a.accuracy ? b : a)) };
  }
  const cheaper = (a: C, b: C) => {
    const difference = costOf(b) - costOf(a);
    return difference < 0 || (difference === 0 && b.accuracy > a.accuracy) ? b : a;
  };
  return { withinLoss: true, chosen: within.reduce(cheaper) };
}

function costOf({ costs }: { readonly costs: Costs }): number {
  return costs.ebops ?? costs.bops;
}
