/** A matrix with zeros, used at a number of positions. */
export interface MultiplyShape {
  /** Fan-in n and outputs m of the layer. */
  readonly inputs: number;
  readonly outputs: number;
  /** How often the matrix is used on one input: P. */
  readonly positions: number;
  /** The weights, row-major `[inputs, outputs]`; only which are zero matters. */
  readonly weights: ArrayLike<number>;
}

/** Widths in bits: 1 number, or one for each output (weights) and for each channel of the input (activations). */
export interface MultiplyWidths {
  readonly weightBits: readonly number[];
  readonly activationBits: readonly number[];
}

/**
 * Bit operations of a matrix-vector product with pruned weights:
 * `P m n [(1 - s) bw ba + bw + ba + log2 n]` (Baskin et al. 2021, UNIQ, arXiv 1804.10969, section 4.3, with the share s of
 * zero weights and P positions); with widths per channel, the same sum with each product's own widths. A layer without
 * weights costs nothing. Input i is of channel `i % channels`. The logarithm counts to 6 significant digits.
 */
export function bopsOf(
  { inputs, outputs, positions, weights }: MultiplyShape,
  { weightBits, activationBits }: MultiplyWidths,
): number {
  let total = inputs * outputs * fanInBits(inputs);
  for (let i = 0; i < inputs; i++) {
    const ba = activationBits[i % activationBits.length];
    for (let j = 0; j < outputs; j++) {
      const bw = weightBits[j % weightBits.length];
      total += bw + ba + (weights[i * outputs + j] === 0 ? 0 : bw * ba);
    }
  }
  return positions * total;
}

/**
 * Bit operations of an element by element product of two values: the width of one times the width of the other, summed
 * over the elements. Nothing is accumulated, so the other terms of `bopsOf` are not there. `factorBits` has 1 width for
 * each factor, or one for each of its channels.
 */
export function productBopsOf(
  elements: number,
  [aBits, bBits]: readonly [readonly number[], readonly number[]],
): number {
  let total = 0;
  for (let i = 0; i < elements; i++) total += aBits[i % aBits.length] * bBits[i % bBits.length];
  return total;
}

/** log2 n to 6 significant digits: the last bits of `Math.log2` differ between engines. */
function fanInBits(inputs: number): number {
  return Number(Math.log2(Math.max(inputs, 1)).toPrecision(6));
}
