import { treeSharing } from './fitted/treeNumbers';
import { roundedLog2 } from './roundedLog2';

/** What is known of a layer before its common subexpressions are. */
export interface SharingFacts {
  /** Outputs that have terms, and the mean number of them. */
  readonly outputs: number;
  readonly terms: number;
  readonly digitsPerWeight: number;
  /** Positions of a digit. */
  readonly weightBits: number;
}

/**
 * Adder bits that `buildDesign` needs per bit of the plain trees that `treeLevels` describes. Sharing grows with the
 * number of times that a pair of digits is expected to occur: outputs times digits per weight squared over positions
 * of a digit: `constant + perOccurrence * log2(1 + occurrences) + perTerm * log2(1 + terms)`, by least squares
 * (`treeSharing` says to what).
 */
export function sharingFactor(
  { outputs, terms, digitsPerWeight, weightBits }: SharingFacts,
  radix: 2 | 3,
): number {
  const { constant, perOccurrence, perTerm } = treeSharing.byRadix[radix];
  const occurrences = (outputs * digitsPerWeight ** 2) / (4 * weightBits);
  return constant + perOccurrence * roundedLog2(1 + occurrences) + perTerm * roundedLog2(1 + terms);
}
