import { Type, type Static } from '@sinclair/typebox';
import { CodesignError } from './error';

/**
 * A fixed-point format. `integer` counts the bits left of the point without the sign, and may be negative.
 * A value is an integer times `2^-fraction`. In Vitis terms `ap_fixed<W, I>` has `I = integer + 1` if signed.
 */
export const Fixed = Type.Object(
  {
    signed: Type.Boolean({ description: 'Whether the format has a sign bit.' }),
    integer: Type.Integer({ description: 'Bits left of the point, without the sign.' }),
    fraction: Type.Integer({ description: 'Bits right of the point.' }),
  },
  { additionalProperties: false },
);
export type Fixed = Static<typeof Fixed>;

/** The schema of a format that stands for something: what, is its description in the published schemas. */
export function fixedOf(description: string): typeof Fixed {
  return { ...Fixed, description };
}

/** Widest format that a network may state: its integers, and their sums over a layer, stay exact in a double. */
const maximumWidth = 32;
/** Largest fraction, either way, that a network may state: values and steps stay far inside float32's exponents. */
const maximumFraction = 64;

/** Total width of a format in bits. */
export function widthOf({ signed, integer, fraction }: Fixed): number {
  return integer + fraction + (signed ? 1 : 0);
}

/** Smallest and largest integer of a format. */
export function rangeOf(format: Fixed): { low: number; high: number } {
  const magnitude = 2 ** (format.integer + format.fraction);
  return { low: format.signed ? -magnitude : 0, high: magnitude - 1 };
}

/** A format as words, for messages. */
export function describeFixed(format: Fixed): string {
  return `${format.signed ? 'signed' : 'unsigned'} ${widthOf(format)} bits, ${format.fraction} after the point`;
}

/**
 * Throws `format.invalid` unless a format's width lies in 0 to 32 (1 to 32 if signed) and its fraction in -64 to 64.
 * `where` names the owner in the message.
 */
export function checkFixed(format: Fixed, where: string): void {
  const width = widthOf(format);
  const minimum = format.signed ? 1 : 0;
  if (width < minimum || width > maximumWidth) {
    throw new CodesignError(
      'format.invalid',
      `${where}: a format's width is ${minimum} to ${maximumWidth} bits (integer + fraction${format.signed ? ' + sign' : ''}), got ${width}.`,
    );
  }
  if (Math.abs(format.fraction) > maximumFraction) {
    throw new CodesignError(
      'format.invalid',
      `${where}: a format's fraction is -${maximumFraction} to ${maximumFraction}, got ${format.fraction}.`,
    );
  }
}

/**
 * The rounding rule of every quantiser and constant: the integer `clamp(floor(value / step + 1/2))` of a format with
 * `step = 2^-fraction`. Ties go up, also below zero.
 */
export function toInteger(value: number, format: Fixed): number {
  return integerRounder(format)(value);
}

/** A value rounded and saturated to a format: `toInteger(value, format) * step`. */
export function roundTo(value: number, format: Fixed): number {
  return rounderTo(format)(value);
}

/** `roundTo` of one format, for many values: what depends on the format alone is worked out once. */
export function rounderTo(format: Fixed): (value: number) => number {
  const step = 2 ** -format.fraction;
  const toInteger = integerRounder(format);
  return (value) => toInteger(value) * step;
}

function integerRounder(format: Fixed): (value: number) => number {
  const { low, high } = rangeOf(format);
  const scale = 2 ** format.fraction;
  return (value) => Math.min(high, Math.max(low, Math.floor(value * scale + 0.5)));
}

/**
 * The smallest format with this fraction that holds the integers `low ... high`. All zero gives width 0;
 * it is signed only where `low < 0`.
 */
export function formatOfRange(low: number, high: number, fraction: number): Fixed {
  const bits = Math.max(bitLength(high), low < 0 ? bitLength(-low - 1) : 0);
  return { signed: low < 0, integer: bits - fraction, fraction };
}

/** Bits of a non-negative integer: 0 for 0, 8 for 255; exact up to 2^53. */
export function bitLength(integer: number): number {
  if (integer < 1) return 0;
  return integer < 2 ** 32 ? 32 - Math.clz32(integer) : 32 + bitLength(Math.floor(integer / 2 ** 32));
}
