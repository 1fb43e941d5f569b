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
}

/** Integer bits of a channel that is always 0: it has no bits left at any fraction. */
export const deadIntegers = -64;
