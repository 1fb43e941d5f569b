import { type Outcome } from '../pareto/evaluated';
import { selectBest } from '../pareto/selection';

export interface SurvivalOptions {
  /** One of so many goes on. */
  readonly reduction: number;
  /** Results of the same rung from earlier generations, which compete for the places but are not returned. */
  readonly rivals?: readonly Outcome[];
}

/**
 * The positions of those that climb to the next rung, ascending: of the candidates and their rivals together the best
 * one in `reduction`, rounded up, by constrained non-domination rank, then crowding distance (as NSGA-II selects; for
 * one objective the order of the losses), ties to the earlier. Failed ones never climb; of the others at least one does.
 * Throws RangeError unless `reduction` is > 1.
 */
export function survivors(
  candidates: readonly Outcome[],
  { reduction, rivals = [] }: SurvivalOptions,
): number[] {
  if (!(reduction > 1)) throw new RangeError(`Expected a reduction > 1; got ${reduction}.`);
  const places = Math.ceil((candidates.length + rivals.length) / reduction);
  const chosen = selectBest([...candidates, ...rivals], places)
    .map(({ index }) => index)
    .filter((index) => index < candidates.length);
  const climbing = chosen.length > 0 ? chosen : selectBest(candidates, 1).map(({ index }) => index);
  return climbing.sort((a, b) => a - b);
}
