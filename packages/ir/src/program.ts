import type { Fixed } from './fixed';

/** Index of an operation in its program, and of the value that it defines. */
export type ValueId = number;

interface Defined {
  /** Name of the layer that the operation came from (`input` for the input). */
  readonly layer: string;
  /** Shape of the value, without the batch. */
  readonly shape: readonly number[];
}

/**
 * The kernels: everything that a layer may be made of. `quantize` rounds half up and saturates;
 * `normalize` is batch normalisation and exists in training only.
 */
export type Operation = Defined &
  (
    | { readonly kind: 'input'; readonly format: Fixed }
    | { readonly kind: 'constant'; readonly tensor: string }
    | { readonly kind: 'matvec'; readonly x: ValueId; readonly kernel: ValueId }
    | { readonly kind: 'add'; readonly a: ValueId; readonly b: ValueId }
    | {
        readonly kind: 'normalize';
        readonly x: ValueId;
        readonly gamma: ValueId;
        readonly beta: ValueId;
        readonly mean: ValueId;
        readonly variance: ValueId;
        readonly epsilon: number;
        readonly momentum: number;
      }
    | { readonly kind: 'relu'; readonly x: ValueId }
    | { readonly kind: 'leakyRelu'; readonly x: ValueId; readonly slopeShift: number }
    | {
        readonly kind: 'table';
        readonly x: ValueId;
        readonly function: TableFunction;
        readonly output?: Fixed;
      }
    | { readonly kind: 'reshape'; readonly x: ValueId }
    | { readonly kind: 'quantize'; readonly x: ValueId; readonly format: Fixed }
  );

export type OperationKind = Operation['kind'];
export type TableFunction = 'tanh' | 'sigmoid';

/** A network as kernel operations in order; each operation defines the value of its own index. */
export interface Program {
  readonly operations: readonly Operation[];
  readonly output: ValueId;
}
