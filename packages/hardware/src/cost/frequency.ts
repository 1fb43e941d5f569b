/** The clock frequency of a period, in MHz, to three significant digits: more would not be true of an estimate. */
export function frequencyMHz(periodNs: number): number {
  return Number((1000 / periodNs).toPrecision(3));
}
