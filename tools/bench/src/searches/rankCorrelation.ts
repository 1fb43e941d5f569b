/**
 * Spearman's rank correlation (1904, doi:10.2307/1412159): that of the ranks, equal values sharing their mean rank. NaN
 * where one side does not vary. Throws RangeError for lists of different lengths.
 */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length)
    throw new RangeError(`Expected lists of one length; got ${a.length}, ${b.length}.`);
  const [x, y] = [ranksOf(a), ranksOf(b)];
  const mean = (a.length - 1) / 2;
  const product = (p: readonly number[], q: readonly number[]) =>
    p.reduce((sum, value, at) => sum + (value - mean) * (q[at] - mean), 0);
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}

/** From 0. */
function ranksOf(values: readonly number[]): number[] {
  const order = values.map((_, at) => at).sort((i, j) => values[i] - values[j]);
  const ranks = new Array<number>(values.length).fill(0);
  for (let start = 0; start < order.length;) {
    let end = start;
    while (end < order.length && values[order[end]] === values[order[start]]) end++;
    order.slice(start, end).forEach((at) => (ranks[at] = (start + end - 1) / 2));
    start = end;
  }
  return ranks;
}
