import type { Loss, LossDetails } from '../../training/types';

/** `[examples][elements]`, elements row-major; a weight has one row. */
export type Rows = number[][];

export interface NaiveBatch {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly count: number;
}

export interface NaiveOptions extends LossDetails {
  readonly loss: Loss;
  /** Whether batch normalisation takes the batch's statistics, and dropout drops. */
  readonly mode: 'training' | 'inference';
  /** Of a session at its first step. */
  readonly seed?: number;
}
