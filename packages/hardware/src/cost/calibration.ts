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

/** By number of adder inputs: `constant + perOccurrence * log2(1 + occurrences) + perTerm * log2(1 + terms)`. */
const sharing = {
  2: { constant: 0.865, perOccurrence: -0.059, perTerm: -0.0265 },
  3: { constant: 0.926, perOccurrence: -0.0774, perTerm: 0.004 },
} as const;

/**
 * Adder bits that `buildDesign` needs per bit of the plain trees that `treeLevels` describes. Sharing grows with the
 * number of times that a pair of digits is expected to occur: outputs times digits per weight squared over positions
 * of a digit. Fitted by least squares to over 100 random layers per adder kind (8 to 64 inputs, 4 to 64 outputs,
 * weights of 2 to 8 bits with 0 to 95 % zeros, inputs of 2 to 10 bits); the standard deviation of estimated over
 * built is 8 % (with three-input adders) and 7 % (without). The LUT levels were right for 97 of 106 layers, 1 off else.
 */
export function sharingFactor(
  { outputs, terms, digitsPerWeight, weightBits }: SharingFacts,
  radix: 2 | 3,
): number {
  const { constant, perOccurrence, perTerm } = sharing[radix];
  const occurrences = (outputs * digitsPerWeight ** 2) / (4 * weightBits);
  return constant + perOccurrence * roundedLog2(1 + occurrences) + perTerm * roundedLog2(1 + terms);
}

/** Share of the sums alive at a part of the way up the trees that are not shared: all at the root, fewer at the leaves. */
export function distinctSums(sharing: number, partOfDepth: number): number {
  return sharing ** (1 - partOfDepth);
}

/**
 * Registers inside a module per bit that is alive between two levels of its trees, by number of adder inputs. Binary:
 * fitted to 81 networks, mean error 13 to 18 % at 2.5 to 5 ns (a cut one level off costs a factor of two or three).
 * Three inputs: fitted to four small networks at 1 ns only, where it is 15 % off at most.
 */
export const registersPerLiveBit = { 2: 0.85, 3: 0.58 } as const;
