/** `(negative ? -1 : 1) * symbol * 2^shift` */
export interface SymbolTerm {
  readonly symbol: number;
  readonly shift: number;
  readonly negative: boolean;
}

/** `first + (negative ? -1 : 1) * second * 2^shift`, the value of one new symbol. */
export interface SharedSum {
  readonly first: number;
  readonly second: number;
  readonly shift: number;
  readonly negative: boolean;
}

export interface SharedSums {
  /** The sum at index i defines the i-th symbol after the given ones, out of earlier symbols. */
  readonly shared: readonly SharedSum[];
  /** The given expressions with shared sums in place of their terms. */
  readonly expressions: readonly (readonly SymbolTerm[])[];
}

/** What is known of a symbol's integer. */
export interface SymbolBounds {
  readonly low: number;
  readonly high: number;
}
