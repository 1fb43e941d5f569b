import { CodesignError, rangeOf, widthOf, type Fixed } from '@nx-codesign/ir';
import { checkFinite } from './finiteInputs';
import type { Scales } from './normalisation';

/** float32 holds the grid exactly up to this width. */
const mostBits = 24;

/**
 * Normalises real values `[..., features]` and rounds them onto a signed format:
 * `clamp(floor((v - offset) / divisor * 2^fraction + 1/2))`, in double precision. Returns the values,
 * `integer * 2^-fraction`. Throws CodesignError `dataset.inputFormat`, and `dataset.notFinite` for NaN and infinities.
 */
export function quantizeFeatures(
  values: Float32Array,
  { offset, divisor }: Scales,
  format: Fixed,
): Float32Array {
  checkFeatureFormat(format);
  const [offsets, divisors] = [[offset].flat(), [divisor].flat()];
  checkFinite(values, offsets.length);
  const { low, high } = rangeOf(format);
  const scale = 2 ** format.fraction;
  return values.map((value, index) => {
    const feature = index % offsets.length;
    const integer = Math.floor(((value - offsets[feature]) / divisors[feature]) * scale + 0.5);
    return Math.min(high, Math.max(low, integer)) / scale;
  });
}

/** Throws CodesignError `dataset.inputFormat` unless the format suits values around 0. */
export function checkFeatureFormat(format: Fixed): void {
  const { signed, integer, fraction } = format;
  if (
    signed &&
    [integer, fraction].every(Number.isInteger) &&
    widthOf(format) >= 2 &&
    widthOf(format) <= mostBits
  ) {
    return;
  }
  throw new CodesignError(
    'dataset.inputFormat',
    `The input format is { signed: ${signed}, integer: ${integer}, fraction: ${fraction} }; features around 0 ` +
      `need { signed: true } and 2 to ${mostBits} bits in all. Change dataset.inputFormat, for example to ` +
      `{ signed: true, integer: 1, fraction: 6 }.`,
  );
}
