import { rounderTo, type Fixed } from '@nx-codesign/ir';

/**
 * Integer bits tried beyond those of the largest magnitude, the preferred first: none; one more, for a largest value
 * that is a power of two or rounds up to it; fewer, which saturate the largest values for a finer step.
 */
const extraIntegerBits = [0, 1, -1, -2, -3];
/** Values below 2^-16 count as 0: formats keep moderate exponents where a layer has died away. */
const leastIntegerBits = -16;

/** The formats of a width worth trying for some values, from the one that just reaches the largest magnitude. */
export function candidateFormats(
  values: Iterable<number>,
  type: { signed: boolean; width: number },
): Fixed[] {
  const reaching = integerBits(largestMagnitude(values));
  return extraIntegerBits.map((extra) => {
    const integer = reaching + extra;
    return { signed: type.signed, integer, fraction: type.width - integer - (type.signed ? 1 : 0) };
  });
}

/**
 * The power-of-two format of a width with the least squared rounding error on some values (range setting by mean
 * squared error: Nagel et al. 2021, section 3.1, arXiv 2106.08295). Of equals the first of `candidateFormats`.
 */
export function leastSquaresFormat(values: Float32Array, type: { signed: boolean; width: number }): Fixed {
  let least = Infinity;
  return leastBy(candidateFormats(values, type), (format) => {
    const error = roundingError(values, format, least);
    least = Math.min(least, error);
    return error;
  });
}

/** The first of the elements with the least score. */
export function leastBy<Element>(elements: readonly Element[], score: (element: Element) => number): Element {
  const scores = elements.map(score);
  return elements[scores.indexOf(Math.min(...scores))];
}

/** Smallest `n`, from -16, with `magnitude <= 2^n`; 0 for the magnitude 0. */
export function integerBits(magnitude: number): number {
  if (magnitude === 0) return 0;
  let bits = leastIntegerBits;
  while (2 ** bits < magnitude) bits++;
  return bits;
}

/** Largest absolute value; 0 of no values. */
export function largestMagnitude(values: Iterable<number>): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  return largest;
}

/** The sum of the squared errors; of one beyond `limit` a part that is beyond it too. */
function roundingError(values: Float32Array, format: Fixed, limit: number): number {
  const round = rounderTo(format);
  let sum = 0;
  for (let at = 0; at < values.length && sum <= limit; at++) {
    const error = round(values[at]) - values[at];
    sum += error * error;
  }
  return sum;
}
