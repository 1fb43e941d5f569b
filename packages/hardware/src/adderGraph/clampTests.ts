import { bitLength } from '../design/ports';

/**
 * How a clamp sees that its operand is out of range: by nothing (it never is), by its sign, by the bits from
 * `fromBit` up (they differ from the sign), or by comparison with the limit.
 */
export type ClampTest =
  | { readonly kind: 'never' }
  | { readonly kind: 'sign' }
  | { readonly kind: 'bits'; readonly fromBit: number }
  | { readonly kind: 'compare'; readonly limit: number };

/** The tests of a clamp on an operand with the given bounds, cheapest kind first. */
export function clampTests(
  x: { readonly low: number; readonly high: number },
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
): { below: ClampTest; above: ClampTest } {
  return {
    below: test(x.low >= minimum, x.low < 0 && minimum === 0, -minimum, minimum),
    above: test(x.high <= maximum, x.high >= 0 && maximum === -1, maximum + 1, maximum),
  };
}

function test(never: boolean, sign: boolean, power: number, limit: number): ClampTest {
  if (never) {
    return { kind: 'never' };
  }
  if (sign) {
    return { kind: 'sign' };
  }
  const fromBit = bitLength(power) - 1;
  return power > 0 && power === 2 ** fromBit ? { kind: 'bits', fromBit } : { kind: 'compare', limit };
}
