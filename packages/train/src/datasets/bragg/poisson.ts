import type { PortableMath } from '../../engines/wasm';
import type { Random } from '../random';

/** Below this mean the product of uniform numbers is short. */
const smallMean = 10;

/** A Poisson number with a mean >= 0. */
export function poisson(mean: number, random: Random): number {
  return mean < smallMean ? byProduct(mean, random) : byRejection(mean, random);
}

/** Counts the uniform numbers whose product stays above `e^-mean` (Knuth, TAOCP vol. 2, section 3.4.1). */
function byProduct(mean: number, { uniform, math }: Random): number {
  const limit = math.exp(-mean);
  let product = uniform();
  let count = 0;
  for (; product > limit; count++) product *= uniform();
  return count;
}

/**
 * Transformed rejection with squeeze, algorithm PTRS (Hormann 1993, Insurance: Mathematics and Economics 12, 39-45): its constants.
 * Needs about 1.2 pairs of uniform numbers.
 */
function byRejection(mean: number, { uniform, math }: Random): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const squeeze = 0.9277 - 3.6224 / (b - 2);
  const logMean = math.log(mean);
  for (;;) {
    const u = uniform() - 0.5;
    const v = uniform();
    const us = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= squeeze) return count;
    if (count < 0 || (us < 0.013 && v > us)) continue;
    const height = math.log((v * inverseAlpha) / (a / (us * us) + b));
    if (height <= count * logMean - mean - logFactorial(count, math)) return count;
  }
}

const halfLogOfTwoPi = 0.9189385332046728;
const smallFactorials = 10;

/** `log(n!)`: Stirling's series to n^-5 from 10 on, wrong there by less than 1e-10; a product below. */
export function logFactorial(n: number, { log }: PortableMath): number {
  if (n < smallFactorials) {
    let product = 1;
    for (let factor = 2; factor <= n; factor++) product *= factor;
    return log(product);
  }
  const inverse = 1 / n;
  const square = inverse * inverse;
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260)));
  return (n + 0.5) * log(n) - n + halfLogOfTwoPi + series;
}
