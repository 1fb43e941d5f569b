/** Three significant digits: more would not be true. */
export function frequencyMHz(periodNs: number): number {
  return Number((1000 / periodNs).toPrecision(3));
}
