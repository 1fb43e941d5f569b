import { checkLosses, dominates, type Losses } from './losses';
import { hypervolume } from './hypervolume';

/**
 * The hypervolume of the first 1, 2, ... n trials, for a curve over trials or, with the trials in the order in which
 * they finished, over time. A trial without losses (failed or infeasible) adds nothing. Each trial adds the part that
 * only it dominates, so that the cost is linear in the trials for a front of bounded size.
 * Throws RangeError if losses are not finite or of another length than `reference`.
 */
export function hypervolumeHistory(trials: readonly (Losses | undefined)[], reference: Losses): number[] {
  checkLosses([reference, ...trials.filter((losses) => losses !== undefined)]);
  let front: Losses[] = [];
  let total = 0;
  return trials.map((losses) => {
    const adds =
      losses?.every((loss, objective) => loss < reference[objective]) &&
      !front.some((other) => other.every((loss, objective) => loss <= losses[objective]));
    if (losses && adds) {
      total += exclusiveVolume(losses, front, reference);
      front = [...front.filter((other) => !dominates(losses, other)), losses];
    }
    return total;
  });
}

/** The volume below `reference` that the point dominates and the front does not. */
function exclusiveVolume(point: Losses, front: readonly Losses[], reference: Losses): number {
  const box = point.reduce((product, loss, objective) => product * (reference[objective] - loss), 1);
  const limited = front.map((other) => other.map((loss, objective) => Math.max(loss, point[objective])));
  return box - hypervolume(limited, reference);
}
