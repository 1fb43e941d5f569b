/**
 * What the logic of a module is made of: each kind costs a number of LUTs per unit that is fitted to syntheses. Bits
 * that carry the same value count once, as synthesis merges them.
 */
export const logicKinds = [
  /** Result bits of three-input adders. */
  'ternaryBits',
  /** Result bits of two-input adders where both operands vary. */
  'pairBits',
  /** Where one operand is constant, and the other passes as it is. */
  'loneBits',
  /** Where one operand is constant, and the other enters inverted. */
  'invertedBits',
  /** Bits of subtrahends: carry cells without a LUT ahead take them inverted. */
  'negatedBits',
  /** Result bits of two-input adders so narrow that they take no carry chain. */
  'narrowBits',
  /** Bits that a register's own reset or set clamps. */
  'resetBits',
  /** Bits of clamps that take logic. */
  'clampedBits',
  /** Bits of leaky slopes. */
  'leakyBits',
  /** Bits that a maximum of two values selects. */
  'largerBits',
  /** Maxima of two single bits. */
  'orBits',
  /** Bits of comparisons. */
  'comparedBits',
  /** Upper bits that a clamp tests. */
  'testedBits',
  /** LUTs that gather the tested bits of one clamp beside the first. */
  'testLuts',
  /** Functions in tables whose address fits a LUT. */
  'tableLuts',
  /** LUTs and multiplexers of larger tables. */
  'wideTableLuts',
] as const;

export type LogicKind = (typeof logicKinds)[number];

/** What one module takes, before a family's fitted LUTs per unit. */
export interface LogicCounts extends Readonly<Record<LogicKind, number>> {
  /** Flip-flops with data of their own. */
  readonly registers: number;
  /** Widths of the carry chains of adders, summands by summands, and of comparisons. */
  readonly chains: readonly number[];
}
