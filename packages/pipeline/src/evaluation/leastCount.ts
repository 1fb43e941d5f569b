/** Relative error of a share in decimals times a count. */
const roundOff = 2 ** -50;

/** The least whole number that is at least `share` of `count`: 55 for 0.55 of 100, though 0.55 * 100 is just above 55. */
export function leastCount(share: number, count: number): number {
  const exact = share * count;
  return Math.ceil(exact - exact * roundOff);
}
