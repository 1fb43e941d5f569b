/**
 * The budgets (epochs, say) at which the rungs of successive halving end, ascending: the last is the whole budget, each
 * before it the `reduction`-th part of the next, rounded up (Jamieson and Talwalkar 2016, arXiv:1502.07943, section 3).
 * A small budget gives fewer rungs, as no two end alike. Throws RangeError unless `budget` and `rungs` are whole
 * numbers >= 1 and `reduction` is > 1.
 */
export function budgetLadder({
  budget,
  rungs,
  reduction,
}: {
  budget: number;
  rungs: number;
  reduction: number;
}): number[] {
  for (const [name, value] of Object.entries({ budget, rungs })) {
    if (!Number.isSafeInteger(value) || value < 1)
      throw new RangeError(`Expected a whole ${name} >= 1; got ${value}.`);
  }
  if (!(reduction > 1)) throw new RangeError(`Expected a reduction > 1; got ${reduction}.`);
  const ends = Array.from({ length: rungs }, (_, rung) =>
    Math.ceil(budget / reduction ** (rungs - 1 - rung)),
  );
  return [...new Set(ends)];
}
