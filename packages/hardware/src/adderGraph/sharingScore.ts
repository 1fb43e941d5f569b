/**
 * How a pair of terms is valued: `(occurrences - free) * overlapping bits / (1 + perLevel * level)`. The best rule
 * differs from matrix to matrix by a few parts in a thousand.
 */
export interface SharingScore {
  /** Occurrences that pay for the shared sum itself. */
  readonly free: number;
  /** Discount for each level of adders below the pair. */
  readonly perLevel: number;
}

/** The weighting of da4ml (arXiv 2507.04535). */
export const plainScore: SharingScore = { free: 1, perLevel: 0 };

/** Rules that find more in some matrices, the most useful ones first. */
export const otherScores: readonly SharingScore[] = [
  { free: 1, perLevel: 0.5 },
  { free: 0.5, perLevel: 0 },
];
