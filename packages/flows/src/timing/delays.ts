/** Delays of a device family in ns. Before placement the routes are unknown: hence a range. */
export interface Delays {
  readonly lutNs: number;
  /** Route from one cell to the next; cells of one slice need none. */
  readonly netNs: number;
  readonly carryInNs: number;
  readonly carryPerBitNs: number;
  readonly carryOutNs: number;
  readonly clockToOutputNs: number;
  readonly setupNs: number;
}

const ultraScalePlus = {
  carryInNs: 0.11,
  carryPerBitNs: 0.005,
  carryOutNs: 0.1,
  clockToOutputNs: 0.08,
  setupNs: 0.03,
};

/** Assumed short and long delays of UltraScale+, speed grade -2; not calibrated with placed designs. */
export const ultraScalePlusDelays: { readonly short: Delays; readonly long: Delays } = {
  short: { ...ultraScalePlus, lutNs: 0.05, netNs: 0.18 },
  long: { ...ultraScalePlus, lutNs: 0.15, netNs: 0.4 },
};
