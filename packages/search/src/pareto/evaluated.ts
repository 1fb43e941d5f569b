import { type Genotype } from '../spaces/genotype';
import { type Losses } from './losses';
import { nonDominatedSort } from './nonDominatedSort';

/**
 * What became of a genotype. No `losses`: the evaluation failed, or a `violation` was known without it.
 * `violation > 0`: the constraints are exceeded by that much in total. `rung`: where successive halving ended the
 * evaluation, the larger the further; 0 if absent.
 */
export interface Evaluated {
  readonly genotype: Genotype;
  readonly losses?: Losses;
  readonly violation?: number;
  readonly rung?: number;
}

/** What is compared of a result. */
export type Outcome = Omit<Evaluated, 'genotype'>;

/**
 * Fronts under constrained domination (Deb et al. 2002, section VI-A): feasible ones by their losses, those of a
 * higher rung before those of a lower; then the infeasible by violation. Failed ones are in no front. Returns indices,
 * best front first.
 */
export function constrainedFronts(results: readonly Outcome[]): number[][] {
  const feasible = indicesOf(results, (result) => !isInfeasible(result) && result.losses !== undefined);
  const infeasible = indicesOf(results, isInfeasible);
  const classes = [
    ...ascending(feasible, (index) => -(results[index].rung ?? 0)),
    ...ascending(infeasible, (index) => results[index].violation ?? 0),
  ];
  return classes.flatMap((indices) => frontsAmong(results, indices));
}

function isInfeasible({ violation = 0 }: Outcome): boolean {
  return violation > 0;
}

/** The indices in classes of one key, the least key first. */
function ascending(indices: readonly number[], keyOf: (index: number) => number): number[][] {
  const byKey = new Map<number, number[]>();
  for (const index of indices) {
    const key = keyOf(index) + 0; // + 0 turns -0 into 0
    const known = byKey.get(key);
    if (known) known.push(index);
    else byKey.set(key, [index]);
  }
  return [...byKey].sort(([a], [b]) => a - b).map(([, members]) => members);
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
