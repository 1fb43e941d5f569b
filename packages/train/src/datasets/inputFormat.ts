import { CodesignError, type Fixed } from '@nx-codesign/ir';
import type { ScaledPixels } from './resizeByArea';

/** Largest value of a source byte: pixels are normalised to `v / 255`. */
export const byteMaximum = 255;
/** float32 holds the grid exactly up to this width, and wider inputs gain nothing over 8-bit sources. */
const mostFractionBits = 16;

/**
 * Rounds `pixel / 255` onto an unsigned format without integer bits: `floor(v * 2^n + 1/2)`, saturated at
 * `2^n - 1`, in integer arithmetic. Returns the values, `integer * 2^-n`. Throws CodesignError
 * `dataset.inputFormat`.
 */
export function quantizePixels({ numerators, denominator }: ScaledPixels, format: Fixed): Float32Array {
  checkInputFormat(format);
  const levels = 2 ** format.fraction;
  const divisor = 2 * denominator * byteMaximum;
  const values = new Float32Array(numerators.length);
  for (let i = 0; i < values.length; i++) {
    const dividend = 2 * levels * numerators[i] + denominator * byteMaximum;
    const integer = (dividend - (dividend % divisor)) / divisor;
    values[i] = Math.min(integer, levels - 1) / levels;
  }
  return values;
}

/** Throws CodesignError `dataset.inputFormat` unless the format suits values from 0 to 1. */
export function checkInputFormat({ signed, integer, fraction }: Fixed): void {
  if (!signed && integer === 0 && Number.isInteger(fraction) && fraction >= 1 && fraction <= mostFractionBits)
    return;
  throw new CodesignError(
    'dataset.inputFormat',
    `The input format is { signed: ${signed}, integer: ${integer}, fraction: ${fraction} }; pixels from 0 to 1 ` +
      `need { signed: false, integer: 0, fraction: 1 to ${mostFractionBits} }. Change dataset.inputFormat.`,
  );
}
