import type { Loss } from '../../training/types';

/** `[rows][elements]`; a weight has one row. */
export type Rows = number[][];

export interface NaiveBatch {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly count: number;
}

export interface NaiveOptions {
  readonly loss: Loss;
  /** Whether batch normalisation takes the batch's statistics. */
  readonly mode: 'training' | 'inference';
}
