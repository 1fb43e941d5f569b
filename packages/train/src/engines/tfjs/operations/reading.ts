import type { Operation, OperationKind, Program, ValueId } from '@nx-codesign/ir';
import type { Tensor, TensorFlow } from '../tensorflow';

/** What the reading of an operation may look at. */
export interface TfjsContext {
  readonly tf: TensorFlow;
  readonly program: Program;
  /** Whether batch normalisation takes the batch's statistics, and dropout drops. */
  readonly mode: 'training' | 'inference';
  /** Called with the batch's statistics of a batch normalisation in training. */
  readonly onStatistics?: (operation: OperationOf<'normalize'>, statistics: BatchStatistics) => void;
  /** The factors of a dropout in training, in the shape of its value: 0, or 1 / (1 - rate). */
  readonly dropoutFactors?: (operation: OperationOf<'dropout'>, rows: number) => Float32Array;
}

/** Statistics of a batch by channel, each `[n]`, and the number of values that they are of. */
export interface BatchStatistics {
  readonly mean: Tensor;
  readonly variance: Tensor;
  readonly count: number;
}

export type OperationOf<K extends OperationKind> = Extract<Operation, { kind: K }>;

/**
 * A kind of operation in TensorFlow.js: values are `[rows, ...shape]`, weights and what is made of them alone have
 * their own shape. Gradients come from TensorFlow's autodiff but where its rule is not ours.
 */
export type TfjsReading<K extends OperationKind> = (
  context: TfjsContext,
  operation: OperationOf<K>,
  valueOf: (id: ValueId) => Tensor,
) => Tensor;
