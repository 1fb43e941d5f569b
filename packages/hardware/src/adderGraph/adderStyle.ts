/** How sums are built. */
export interface AdderStyle {
  /** Most inputs of an adder. Three inputs take as many LUT levels as two adders of two inputs, but half the LUTs. */
  readonly radix: 2 | 3;
  /**
   * LUT levels that a layer's sums may take over those of the binary tree of its longest sum, where that makes them
   * smaller. By default as many as pay for themselves (`chooseDepth`).
   */
  readonly extraDepth?: ExtraDepth;
  /** `least`: one plan instead of the best of several, and a depth that is estimated; for estimates. */
  readonly effort?: 'least';
}

export type ExtraDepth = 0 | 1 | 2;
