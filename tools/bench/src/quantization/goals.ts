/** What a network reaches on the validation split, and at how many effective bit operations. */
export interface Reached {
  readonly name: string;
  readonly accuracy: number;
  readonly ebops: number;
}

/** Points of accuracy below float that the best uniform network may lose and still be the one to compare with. */
export const allowedLoss = 0.01;

/** The cheapest uniform network that loses at most a point against float; the most accurate if none does. */
export function bestUniform<R extends Reached>(uniform: readonly R[], float: number): R {
  const within = uniform.filter(({ accuracy }) => accuracy >= float - allowedLoss);
  return within.length > 0 ? cheapest(within) : uniform.reduce((a, b) => (b.accuracy > a.accuracy ? b : a));
}

/** The cheapest network that is at least as accurate as another; undefined if none is. */
export function cheapestAsAccurate<R extends Reached>(
  candidates: readonly R[],
  { accuracy }: Reached,
): R | undefined {
  const asGood = candidates.filter((candidate) => candidate.accuracy >= accuracy);
  return asGood.length > 0 ? cheapest(asGood) : undefined;
}

function cheapest<R extends Reached>(candidates: readonly R[]): R {
  return candidates.reduce((a, b) => (b.ebops < a.ebops ? b : a));
}
