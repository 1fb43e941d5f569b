/** To six digits: the last bits of `Math.pow` differ between engines. */
export function power(base: number, exponent: number): number {
  return Number((base ** exponent).toPrecision(6));
}

/**
 * Share of `count` elements that are there, each by itself with a chance, where at least one is: a network without any
 * is none to be estimated.
 */
export function shareOfSome(chance: number, count: number): number {
  if (chance <= 0) return 0;
  const some = 1 - power(1 - chance, count);
  return Math.min(1, Math.max(chance, 1 / count, some > 0 ? chance / some : 0));
}
