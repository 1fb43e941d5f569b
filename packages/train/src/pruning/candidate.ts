import type { Network, Weights } from '@nx-codesign/ir';

/** By weight tensor, one entry per weight: 0 keeps the weight exactly 0, 1 leaves it free. Tensors left out are free. */
export type Masks = Readonly<Record<string, Uint8Array>>;

/** By kernel, one entry per weight: the most non-zero signed digits that its integer may have. */
export type DigitLimits = Readonly<Record<string, Uint8Array>>;

/** A network with its weights, and what pruning has fixed of them. */
export interface Candidate {
  readonly network: Network;
  readonly weights: Weights;
  readonly masks?: Masks;
  readonly digitLimits?: DigitLimits;
}
