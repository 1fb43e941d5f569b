/** How sums are built. */
export interface AdderStyle {
  /** Inputs of an adder. */
  readonly radix: 2 | 3;
  /**
   * Levels of adders that sharing may add to the balanced tree of the longest sum. Measured: 0 takes 0 to 16 %
   * more bits than 1 and sometimes a cycle less; above 1 nothing changes.
   */
  readonly extraDepth: 0 | 1;
}
