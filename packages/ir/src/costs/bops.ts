export interface MultiplyShape {
  /** Fan-in n and outputs m of the layer. */
  readonly inputs: number;
  readonly outputs: number;
  /** How many of the n m weights are zero. */
  readonly zeros: number;
  readonly weightBits: number;
  readonly activationBits: number;
}

/**
 * Bit operations of a matrix-vector product with pruned weights:
 * `m n [(1 - s) bw ba + bw + ba + log2 n]` (Baskin et al. 2021, UNIQ, arXiv 1804.10969, section 4.3, with the share s of
 * zero weights). A layer without weights costs nothing.
 */
export function bopsOf({ inputs, outputs, zeros, weightBits, activationBits }: MultiplyShape): number {
  const weights = inputs * outputs;
  if (weights === 0) return 0;
  const accumulation = weightBits + activationBits + Math.log2(inputs);
  return (weights - zeros) * weightBits * activationBits + weights * accumulation;
}
