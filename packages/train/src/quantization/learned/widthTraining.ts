import type { TrainingSettings } from '../../training/types';

/**
 * Settings of a training in which widths are learned, once for each strength. `keep` and `earlyStop` see only the epochs
 * in which the widths rest, the last quarter; without one, the last epoch counts.
 */
export interface WidthTraining extends TrainingSettings {
  /** Step size of the fractions at the start, in bits; it falls as the learning rate does. */
  readonly widthRate: number;
  /**
   * Penalties, rising: what all effective bit operations of the start, at `startBits`, together add to the loss. Each
   * starts where the one before it ended.
   */
  readonly strengths: readonly number[];
  /** Width that all weights and activations start from. */
  readonly startBits: number;
}
