import { checkLosses, dominates, type Losses } from './losses';

/**
 * Non-dominated sort: the fronts of Deb et al. 2002, section III-A (doi:10.1109/4235.996017), found by ENS-SS
 * (Zhang et al. 2015, doi:10.1109/TEVC.2014.2308305). Returns the indices of each front in ascending order, best
 * front first. O(objectives x n^2) time at worst, O(n) memory. Throws RangeError if losses are not finite.
 */
export function nonDominatedSort(population: readonly Losses[]): number[][] {
  checkLosses(population);
  const order = population.map((_, index) => index).sort((a, b) => compare(population[a], population[b]));
  const fronts: number[][] = [];
  for (const index of order) {
    // Whoever dominates comes earlier in the order, so the first front without a dominator is the point's own.
    const front = fronts.find((members) => !isDominated(population, members, index));
    if (front) front.push(index);
    else fronts.push([index]);
  }
  return fronts.map((front) => front.sort((a, b) => a - b));
}

/** The indices of the points that no other dominates, ascending. Equal points are all kept. */
export function paretoFront(population: readonly Losses[]): number[] {
  return nonDominatedSort(population)[0] ?? [];
}

function isDominated(population: readonly Losses[], members: readonly number[], index: number): boolean {
  for (let position = members.length - 1; position >= 0; position--) {
    if (dominates(population[members[position]], population[index])) return true;
  }
  return false;
}

function compare(a: Losses, b: Losses): number {
  const objective = a.findIndex((loss, position) => loss !== b[position]);
  return objective < 0 ? 0 : a[objective] - b[objective];
}
