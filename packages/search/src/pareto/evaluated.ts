import { type Genotype } from '../spaces/genotype';
import { type Losses } from './losses';
import { nonDominatedSort } from './nonDominatedSort';

/**
 * What became of a genotype. No `losses`: the evaluation failed, or a `violation` was known without it.
 * `violation > 0`: the constraints are exceeded by that much in total.
 */
export interface Evaluated {
  readonly genotype: Genotype;
  readonly losses?: Losses;
  readonly violation?: number;
}

type Outcome = Omit<Evaluated, 'genotype'>;

/**
 * Fronts under constrained domination (Deb et al. 2002, section VI-A): feasible ones by their losses, then the
 * infeasible by violation; failed ones are in no front. Returns indices, best front first.
 */
export function constrainedFronts(results: readonly Outcome[]): number[][] {
  const feasible = indicesOf(results, (result) => !isInfeasible(result) && result.losses !== undefined);
  const infeasible = indicesOf(results, isInfeasible);
  const violations = [...new Set(infeasible.map((index) => results[index].violation ?? 0))].sort(
    (a, b) => a - b,
  );
  const tied = violations.map((violation) =>
    infeasible.filter((index) => results[index].violation === violation),
  );
  return [feasible, ...tied].flatMap((indices) => frontsAmong(results, indices));
}

function isInfeasible({ violation = 0 }: Outcome): boolean {
  return violation > 0;
}

/** Fronts by losses; those without losses make the last front. */
function frontsAmong(results: readonly Outcome[], indices: readonly number[]): number[][] {
  const known = indices.filter((index) => results[index].losses !== undefined);
  const unknown = indices.filter((index) => results[index].losses === undefined);
  const fronts = nonDominatedSort(known.flatMap((index) => [results[index].losses ?? []]));
  const byLosses = fronts.map((front) => front.map((position) => known[position]));
  return unknown.length > 0 ? [...byLosses, unknown] : byLosses;
}

function indicesOf(results: readonly Outcome[], holds: (result: Outcome) => boolean): number[] {
  return results.flatMap((result, index) => (holds(result) ? [index] : []));
}
