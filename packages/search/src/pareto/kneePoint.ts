import { type Losses } from './losses';
import { paretoFront } from './nonDominatedSort';

/**
 * The index of the front's knee (Das 1999, Structural Optimization 18): the point that lies farthest below the plane
 * through the best point of each objective, losses normalised to [0, 1] over the front. Where these points do not
 * span a falling plane, the plane with equal weights. Of equals the first. Throws RangeError without points.
 */
export function kneePoint(losses: readonly Losses[]): number {
  if (losses.length === 0) throw new RangeError('Expected at least one point to find a knee; got none.');
  const front = paretoFront(losses);
  const points = normalise(front.map((index) => losses[index]));
  const normal = planeThrough(extremesOf(points)) ?? points[0].map(() => 1);
  const depth = points.map((point) => -dot(normal, point));
  return front[depth.indexOf(Math.max(...depth))];
}

function normalise(points: readonly Losses[]): number[][] {
  const ranges = points[0].map((_, objective) => {
    const column = points.map((point) => point[objective]);
    const low = column.reduce((a, b) => Math.min(a, b));
    return { low, range: column.reduce((a, b) => Math.max(a, b)) - low };
  });
  return points.map((point) =>
    point.map((loss, k) => (ranges[k].range > 0 ? (loss - ranges[k].low) / ranges[k].range : 0)),
  );
}

/** Per objective the point with the least loss; of equals the one with the least sum. */
function extremesOf(points: readonly Losses[]): Losses[] {
  const sum = (point: Losses) => point.reduce((a, b) => a + b, 0);
  return points[0].map((_, k) =>
    points.reduce((best, point) => ((point[k] - best[k] || sum(point) - sum(best)) < 0 ? point : best)),
  );
}

/** The normal n with n . p = 1 for every p, by elimination with pivoting; undefined unless all of n is positive. */
function planeThrough(points: readonly Losses[]): number[] | undefined {
  const rows = points.map((point) => [...point, 1]);
  for (let column = 0; column < rows.length; column++) {
    const pivot = rows.slice(column).reduce((a, b) => (Math.abs(b[column]) > Math.abs(a[column]) ? b : a));
    if (Math.abs(pivot[column]) < 1e-9) return undefined; // the points do not span a plane
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(
      column,
      0,
      pivot.map((value) => value / pivot[column]),
    );
    rows.forEach((row, index) => {
      if (index !== column)
        rows[index] = row.map((value, position) => value - row[column] * rows[column][position]);
    });
  }
  const normal = rows.map((row) => row[rows.length]);
  return normal.every((component) => component > 1e-9) ? normal : undefined;
}

function dot(a: Losses, b: Losses): number {
  return a.reduce((sum, value, index) => sum + value * b[index], 0);
}
