import { type Fixed, toInteger } from '../fixed';
import { notQuantised } from './drafts';

/**
 * A factor as an odd integer times `2^-fraction`: rounded to its format or, without one, exact. Throws
 * `lower.notQuantised` for a factor without a format that is no power of two.
 */
export function integerFactor(
  layer: string,
  factor: number,
  format?: Fixed,
): { multiplier: number; fraction: number } {
  const exact = odd(factor);
  if (format !== undefined) {
    const { multiplier, fraction } = odd(toInteger(factor, format));
    return { multiplier, fraction: fraction + format.fraction };
  }
  if (Math.abs(exact.multiplier) === 1) return exact;
  throw notQuantised(
    layer,
    `no format for its factor ${factor.toPrecision(6)}, which is no power of two`,
    `give the layer a 'reciprocal' format or quantise the network`,
  );
}

/** A number that is not 0 as an odd integer times `2^-fraction`. */
function odd(value: number): { multiplier: number; fraction: number } {
  let multiplier = value;
  let fraction = 0;
  for (; !Number.isInteger(multiplier); fraction++) multiplier *= 2;
  for (; multiplier % 2 === 0; fraction--) multiplier /= 2;
  return { multiplier, fraction };
}
