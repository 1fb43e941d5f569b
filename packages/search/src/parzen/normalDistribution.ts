/** Density of the standard normal distribution. */
export function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}

/** Probability of a standard normal value in `[from, to]`; the tails are exact relative to their size. */
export function normalMass(from: number, to: number): number {
  if (from > 0) return tail(from) - tail(to);
  if (to < 0) return tail(-to) - tail(-from);
  return 1 - tail(-from) - tail(to);
}

/**
 * Probability of a standard normal value above `x >= 0`, relative error below 1.2e-7 (complementary error function
 * of Press et al., Numerical Recipes in C, 2nd edition, section 6.2).
 */
function tail(x: number): number {
  const z = x / Math.SQRT2;
  const t = 1 / (1 + 0.5 * z);
  let polynomial = 0;
  for (let power = ERFC.length - 1; power >= 0; power--) polynomial = ERFC[power] + t * polynomial;
  return 0.5 * t * Math.exp(-z * z + polynomial);
}

const ERFC = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
  -0.82215223, 0.17087277,
];
