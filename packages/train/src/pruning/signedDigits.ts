/**
 * Non-zero digits of an integer in canonical signed digits (non-adjacent form, Reitwiesner 1960): the terms that a
 * constant multiplication adds up. Exact for |value| < 2^51.
 */
export function digitCount(value: number): number {
  let count = 0;
  for (let rest = Math.abs(value); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 0) continue;
    count++;
    rest += rest % 4 === 1 ? -1 : 1;
  }
  return count;
}

/**
 * The integer from `low` to `high` nearest to `value` with at most `digits` non-zero digits; of two the one nearer
 * to 0. `value` lies in the range, 0 too.
 */
export function nearestWithDigits(
  value: number,
  digits: number,
  { low, high }: { readonly low: number; readonly high: number },
): number {
  const towardsZero = value < 0 ? 1 : -1;
  for (let distance = 0; ; distance++) {
    const nearer = value + towardsZero * distance;
    if (digitCount(nearer) <= digits) return nearer;
    const farther = value - towardsZero * distance;
    if (farther >= low && farther <= high && digitCount(farther) <= digits) return farther;
  }
}
