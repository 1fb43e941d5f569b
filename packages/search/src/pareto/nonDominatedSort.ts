import { checkLosses, dominates, type Losses } from './losses';

/**
 * Non-dominated sort: the fronts of Deb et al. 2002, section III-A (doi:10.1109/4235.996017), found by ENS-BS
 * (Zhang et al. 2015, doi:10.1109/TEVC.2014.2308305). Returns the indices of each front in ascending order, best
 * front first. One or two objectives: O(n log n). More: O(objectives x n^2) at worst, when all are in one front.
 * O(n) memory. Throws RangeError if losses are not finite.
 */
export function nonDominatedSort(population: readonly Losses[]): number[][] {
  const fronts: number[][] = [];
  for (const index of inOrder(population)) {
    // Whoever is dominated by a front is so by all before it: a binary search for the first that does not.
    let [low, high] = [0, fronts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isDominated(population, fronts[middle], index)) low = middle + 1;
      else high = middle;
    }
    if (low < fronts.length) fronts[low].push(index);
    else fronts.push([index]);
  }
  return fronts.map((front) => front.sort((a, b) => a - b));
}

/**
 * The indices of the points that no other dominates, ascending. Equal points are all kept. O(n log n) for one or two
 * objectives, else O(objectives x n x size of the front).
 */
export function paretoFront(population: readonly Losses[]): number[] {
  const front: number[] = [];
  for (const index of inOrder(population)) {
    if (!isDominated(population, front, index)) front.push(index);
  }
  return front.sort((a, b) => a - b);
}

/** Whoever dominates a point comes before it. */
function inOrder(population: readonly Losses[]): number[] {
  checkLosses(population);
  return population.map((_, index) => index).sort((a, b) => compare(population[a], population[b]));
}

/** Whether one of a front's members, in order, dominates a later point. */
function isDominated(population: readonly Losses[], members: readonly number[], index: number): boolean {
  // With two objectives the second falls along a front, so that its last member dominates if any does.
  const first = population[index].length <= 2 ? Math.max(0, members.length - 1) : 0;
  for (let position = members.length - 1; position >= first; position--) {
    if (dominates(population[members[position]], population[index])) return true;
  }
  return false;
}

function compare(a: Losses, b: Losses): number {
  let objective = 0;
  while (objective < a.length - 1 && a[objective] === b[objective]) objective++;
  return a[objective] - b[objective];
}
