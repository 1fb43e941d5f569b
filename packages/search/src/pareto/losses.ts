/** One value per objective, all minimised. */
export type Losses = readonly number[];

/** Whether `a` is nowhere worse than `b` and somewhere better. */
export function dominates(a: Losses, b: Losses): boolean {
  let better = false;
  for (let objective = 0; objective < a.length; objective++) {
    if (a[objective] > b[objective]) return false;
    if (a[objective] < b[objective]) better = true;
  }
  return better;
}

/** Throws RangeError unless all points have the same number (>= 1) of finite losses. */
export function checkLosses(points: readonly Losses[]): void {
  for (const point of points) {
    if (point.length === 0 || point.length !== points[0].length || !point.every(Number.isFinite)) {
      throw new RangeError(
        `Expected ${points[0].length || 'some'} finite losses; got [${point.join(', ')}].`,
      );
    }
  }
}
