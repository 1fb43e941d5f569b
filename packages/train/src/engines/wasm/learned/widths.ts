/** Widths that training learns, as real numbers; what counts of a fraction is the nearest integer. */
export interface LearnedWidths {
  /** Fraction bits of each weight, `[inputs, outputs]`, by kernel tensor. */
  readonly kernels: Readonly<Record<string, Float32Array>>;
  /** By layer that rounds its value. */
  readonly values: Readonly<Record<string, ChannelWidths>>;
}

/** One format per channel, the last axis of a value. */
export interface ChannelWidths {
  readonly signed: boolean;
  /** Fraction bits of each channel. */
  readonly fractions: Float32Array;
  /** Integer bits of each channel, without the sign. */
  readonly integers: Int32Array;
  /** Of a learned range: the integer bits are what the fraction leaves of the width. */
  readonly range?: LearnedRange;
}

/** A range that moves as the fraction does, at a fixed width (Jain et al. 2020, arXiv 1903.08066). */
export interface LearnedRange {
  /** Bits, sign included. */
  readonly width: number;
  /** Whether all channels share a fraction or have each its own. */
  readonly grain: 'tensor' | 'channel';
}

/** Integer bits that a learned range has at a fraction. */
export function integersAt(
  { width }: LearnedRange,
  { signed, fraction }: { signed: boolean; fraction: number },
): number {
  return width - (signed ? 1 : 0) - Math.floor(fraction + 0.5);
}

/** Integer bits of a channel that is always 0: it has no bits left at any fraction. */
export const deadIntegers = -64;
