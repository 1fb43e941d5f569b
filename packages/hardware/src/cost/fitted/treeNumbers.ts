/** Numbers fitted to designs that were built here, without synthesis, with what they were fitted to. */
interface TreeNumbers<T> {
  /** By number of inputs of an adder. */
  readonly byRadix: Readonly<Record<2 | 3, T>>;
  readonly samples: string;
  /** In words, estimated over built. */
  readonly error: string;
}

/**
 * Of `sharingFactor`. Fitted once, on 2026-11-24, by no command that is kept; a change of the adder graphs shows in
 * estimateNetwork.spec.ts and in `bench:cost-model`, whose LUTs per adder bit take up its mean.
 */
export const treeSharing: TreeNumbers<{
  readonly constant: number;
  readonly perOccurrence: number;
  readonly perTerm: number;
}> = {
  byRadix: {
    2: { constant: 0.865, perOccurrence: -0.059, perTerm: -0.0265 },
    3: { constant: 0.926, perOccurrence: -0.0774, perTerm: 0.004 },
  },
  samples:
    'over 100 random layers per adder kind: 8 to 64 inputs of 2 to 10 bits, 4 to 64 outputs, weights of 2 to 8 bits with 0 to 95 % zeros',
  error:
    'standard deviation 7 % (two inputs), 8 % (three); LUT levels right for 97 of 106 layers, 1 off else',
};

/**
 * Registers inside a module per bit that is alive between two levels of its trees. A cut one level off costs a factor
 * of two or three. `expectedFfs` of a fitted model multiplies it, and so takes up what has changed since.
 */
export const registersPerLiveBit: TreeNumbers<number> = {
  byRadix: { 2: 0.85, 3: 0.58 },
  samples: 'two inputs: 81 networks at 2.5 to 5 ns; three: four small networks at 1 ns only',
  error: 'two inputs: 13 to 18 % on average; three: at most 15 % on those four',
};
