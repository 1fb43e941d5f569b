import { formatOf, widthOf, type Fixed } from '@nx-codesign/ir';

/** The smallest format of integers at `fraction` bits right of the point, at least one bit wide. */
export function smallestFormat(integers: readonly number[], fraction: number): Fixed {
  return atLeastOneBit(
    formatOf({ layer: '', shape: [integers.length], fraction, low: integers, high: integers }),
  );
}

/** The format itself, or one bit for values that are all 0: C++ has no type without bits. */
export function atLeastOneBit(format: Fixed): Fixed {
  return widthOf(format) > 0 ? format : { ...format, integer: 1 - format.fraction };
}

/** The Vitis HLS type of a format. Both overflow modes cut bits on the right (AP_TRN, floor). */
export function apType(format: Fixed, overflow: 'wrap' | 'saturate'): string {
  const name = format.signed ? 'ap_fixed' : 'ap_ufixed';
  const integer = format.integer + (format.signed ? 1 : 0);
  return `${name}<${widthOf(format)}, ${integer}${overflow === 'saturate' ? ', AP_TRN, AP_SAT' : ''}>`;
}

/** `integer * 2^-fraction` as a decimal literal, exact: a double of C++ holds it, since the integer is below 2^53. */
export function decimalLiteral(integer: number, fraction: number): string {
  if (integer === 0) return '0';
  const sign = integer < 0 ? '-' : '';
  const magnitude = BigInt(Math.abs(integer));
  if (fraction <= 0) {
    const whole = (magnitude << BigInt(-fraction)).toString();
    return sign + whole + (whole.length < 10 ? '' : '.0');
  }
  const digits = (magnitude * 5n ** BigInt(fraction)).toString().padStart(fraction + 1, '0');
  const decimals = digits.slice(-fraction).replace(/0+$/, '');
  const whole = digits.slice(0, -fraction);
  return sign + whole + (decimals ? `.${decimals}` : whole.length < 10 ? '' : '.0');
}
