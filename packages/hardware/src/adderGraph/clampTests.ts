import { bitLength } from '@nx-codesign/ir';

/**
 * How a clamp sees that its operand is out of range: by nothing (it never is), by its sign, by the bits from
 * `fromBit` up (they differ from the sign), or by comparison with the limit.
 */
export type ClampTest =
  | { readonly kind: 'never' }
  | { readonly kind: 'sign' }
  | { readonly kind: 'bits'; readonly fromBit: number }
  | { readonly kind: 'compare'; readonly limit: number };

/**
 * The tests of a clamp on an operand with the given bounds, cheapest kind first. The sign also does for limits of -1
 * below and 0 above, since the values between are the limit itself.
 */
export function clampTests(
  x: { readonly low: number; readonly high: number },
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
): { below: ClampTest; above: ClampTest } {
  return {
    below: x.low >= minimum ? { kind: 'never' } : limitTest(minimum, -minimum),
    above: x.high <= maximum ? { kind: 'never' } : limitTest(maximum, maximum + 1),
  };
}

/** `power` is the limit's distance from 0 (below) or -1 (above). */
function limitTest(limit: number, power: number): ClampTest {
  if (limit === 0 || limit === -1) {
    return { kind: 'sign' };
  }
  const fromBit = bitLength(Math.abs(power)) - 1;
  return power === 2 ** fromBit ? { kind: 'bits', fromBit } : { kind: 'compare', limit };
}
