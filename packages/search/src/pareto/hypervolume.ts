import { checkLosses, type Losses } from './losses';
import { paretoFront } from './nonDominatedSort';

/**
 * The volume that the points dominate below `reference`, exactly. Two objectives by a sweep, O(n log n); more by
 * WFG (While, Bradstreet, Barone 2012, doi:10.1109/TEVC.2010.2077298). Points not better than the reference in
 * every objective count nothing. Throws RangeError if losses are not finite or of another length.
 */
export function hypervolume(points: readonly Losses[], reference: Losses): number {
  checkLosses([reference, ...points]);
  const inside = points.filter((point) => point.every((loss, objective) => loss < reference[objective]));
  if (reference.length === 1) return Math.max(0, ...inside.map(([loss]) => reference[0] - loss));
  return volume(keepFront(inside), reference);
}

function volume(front: readonly Losses[], reference: Losses): number {
  if (reference.length === 2) return sweep(front, reference);
  const last = reference.length - 1;
  const order = [...front].sort((a, b) => b[last] - a[last]);
  // Worst in the last objective first: the points after it that limit it have no larger last loss,
  // so its exclusive part is a slab, one objective simpler.
  return order.reduce((sum, point, position) => {
    const depth = reference[last] - point[last];
    return sum + depth * exclusiveArea(point, order.slice(position + 1), reference.slice(0, last));
  }, 0);
}

/** What `point` dominates and `others` do not, in the objectives before the last. */
function exclusiveArea(point: Losses, others: readonly Losses[], reference: Losses): number {
  const own = point.slice(0, reference.length);
  const box = own.reduce((product, loss, objective) => product * (reference[objective] - loss), 1);
  const limited = others.map((other) => own.map((loss, objective) => Math.max(loss, other[objective])));
  return box - volume(keepFront(limited), reference);
}

function sweep(front: readonly Losses[], reference: Losses): number {
  const order = [...front].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let area = 0;
  let floor = reference[1];
  for (const [first, second] of order) {
    if (second >= floor) continue;
    area += (reference[0] - first) * (floor - second);
    floor = second;
  }
  return area;
}

function keepFront(points: readonly Losses[]): Losses[] {
  if (points.length > 0 && points[0].length === 2) return [...points]; // the sweep skips dominated points
  return paretoFront(points).map((index) => points[index]);
}
