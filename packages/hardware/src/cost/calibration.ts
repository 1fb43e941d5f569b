/** What the closed form cannot know, fitted to built designs (see `estimateCost.spec.ts` for the spread). */
export const calibration = {
  /**
   * Share of the adder bits that is left after common subexpression elimination. Sharing grows with the number of
   * times that a pair of digits is expected to occur, which is outputs times digits per weight squared over the
   * positions of a digit.
   */
  sharing({ outputs, digitsPerWeight, weightBits, radix }: SharingFacts): number {
    const occurrences = (outputs * digitsPerWeight ** 2) / (4 * weightBits);
    const [scale, saved] = radix === 2 ? [0.67, 0.08] : [0.75, 0.04];
    return scale * Math.max(0.3, 1 - saved * Math.log2(1 + occurrences));
  },
  /** Tables are seldom as irregular as their size allows. */
  tableLuts: 0.7,
} as const;

export interface SharingFacts {
  readonly outputs: number;
  readonly digitsPerWeight: number;
  readonly weightBits: number;
  readonly radix: 2 | 3;
}
