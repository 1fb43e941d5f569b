import { crowdingDistance } from './crowdingDistance';
import { constrainedFronts, type Evaluated } from './evaluated';

/** Position of a result in the crowded-comparison order: lower `rank` first, then larger `distance`. */
export interface Ranked {
  readonly index: number;
  readonly rank: number;
  readonly distance: number;
}

/**
 * The elitist selection of NSGA-II (Deb et al. 2002, section III-C): whole fronts while they fit, of the last one
 * the least crowded. Failed results are never selected, so fewer than `count` may return. Best first.
 */
export function selectBest(
  results: readonly Pick<Evaluated, 'losses' | 'violation'>[],
  count: number,
): Ranked[] {
  const selected: Ranked[] = [];
  for (const [rank, front] of constrainedFronts(results).entries()) {
    if (selected.length >= count) break;
    const losses = front.flatMap((index) => (results[index].losses ? [results[index].losses] : []));
    const distances = losses.length === front.length ? crowdingDistance(losses) : front.map(() => 0);
    const ranked = front.map((index, position) => ({ index, rank, distance: distances[position] }));
    selected.push(...ranked.sort(crowdedComparison).slice(0, count - selected.length));
  }
  return selected;
}

/** Negative if `a` comes before `b`; equal ones keep the order of their indices. */
export function crowdedComparison(a: Ranked, b: Ranked): number {
  if (a.rank !== b.rank) return a.rank - b.rank;
  if (a.distance !== b.distance) return a.distance > b.distance ? -1 : 1;
  return a.index - b.index;
}
