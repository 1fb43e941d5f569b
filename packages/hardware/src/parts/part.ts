/** How a family builds logic: `xcup` UltraScale+, `xc7` 7 series, `ice40`, `ecp5` (Yosys' names). */
export type PartFamily = 'xcup' | 'xc7' | 'ice40' | 'ecp5';

/** What one device holds. */
export interface Part {
  /** Ordering name in lower case, as the vendor's tool takes it. */
  readonly name: string;
  readonly family: PartFamily;
  /** Look-up tables, of `lutInputs` inputs each. */
  readonly luts: number;
  readonly lutInputs: 4 | 6;
  /** Flip-flops in the logic fabric. */
  readonly ffs: number;
  /** Carry cells in the family's own unit, `carryUnit`: CARRY8, CARRY4, SB_CARRY (one bit), CCU2C (two bits). */
  readonly carries: number;
  readonly carryUnit: string;
  /** Multiplier blocks in the family's own unit, `dspUnit`. */
  readonly dsps: number;
  readonly dspUnit: string;
  /** Block RAMs in the family's own unit. */
  readonly blockRams: { readonly count: number; readonly kilobits: number };
  /** UltraRAM blocks of 288 Kb. */
  readonly ultraRams: number;
  /** The capacity of all block RAMs in units of 36 Kb, rounded down. */
  readonly bram36: number;
  /** Where the numbers come from. */
  readonly source: string;
}
