import { bitLength } from '@nx-codesign/ir';
import type { Term } from './graph';

/** Which result bits of a sum need an adder. */
export interface SumLayout {
  /** Bits below `start` are those of the first term, untouched. */
  readonly start: number;
  /** The terms lie side by side: no adder at all. */
  readonly concatenation: boolean;
}

/**
 * Layout of a sum of two or three terms in the order of their shifts. Below the second-lowest shift a positive
 * first term passes through; a negative one has to be negated from its lowest bit on.
 */
export function sumLayout(
  terms: readonly Term[],
  first: { readonly low: number; readonly high: number },
): SumLayout {
  const [lowest, second] = terms;
  const start = lowest.negative ? lowest.shift : second.shift;
  const concatenation =
    terms.length === 2 &&
    !lowest.negative &&
    !second.negative &&
    first.low >= 0 &&
    lowest.shift + bitLength(first.high) <= second.shift;
  return { start, concatenation };
}

/** Terms in the order of their shifts; of equal shifts the positive ones first, then by node. */
export function sortTerms(terms: readonly Term[]): Term[] {
  return [...terms].sort(
    (a, b) => a.shift - b.shift || Number(a.negative) - Number(b.negative) || a.node - b.node,
  );
}
