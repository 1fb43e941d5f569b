import { constrainedFronts, type Evaluated } from '../pareto/evaluated';
import { selectBest } from '../pareto/selection';
import { genotypeKey } from '../spaces/genotype';

/**
 * The front of all islands together: of their results each genotype once (the first), of these the feasible ones that
 * no other dominates. In the order of the islands and of their results. While nothing is feasible: those that violate
 * the constraints least.
 */
export function mergeFronts<Result extends Evaluated>(islands: readonly (readonly Result[])[]): Result[] {
  const all = distinct(islands.flat());
  return (constrainedFronts(all)[0] ?? []).map((index) => all[index]);
}

/**
 * What an island of the next round is told before it asks: of all islands' results the `count` best by constrained
 * rank and crowding, best first, each genotype once. They need no evaluation again.
 */
export function nextStart<Result extends Evaluated>(
  islands: readonly (readonly Result[])[],
  count: number,
): Result[] {
  const all = distinct(islands.flat());
  return selectBest(all, count).map(({ index }) => all[index]);
}

function distinct<Result extends Evaluated>(results: readonly Result[]): Result[] {
  const first = new Map<string, Result>();
  for (const result of results) {
    const key = genotypeKey(result.genotype);
    if (!first.has(key)) first.set(key, result);
  }
  return [...first.values()];
}
