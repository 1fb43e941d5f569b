import { constrainedFronts, selectBest, type Evaluated } from '@nx-codesign/search';

/** Trials beside the front that keep their weights, in populations: more than a sampler breeds from. */
const keptPopulations = 4;

/**
 * The positions of the trials whose weights are kept, to be written or inherited: those on the front, and the best of
 * the others in NSGA-II's order, so that the memory grows with the front, not with the length of the search.
 */
export function keptWeights(trials: readonly Evaluated[], population: number): ReadonlySet<number> {
  const [front = []] = constrainedFronts(trials);
  const best = selectBest(trials, keptPopulations * population).map(({ index }) => index);
  return new Set([...front, ...best]);
}
