import type { ChannelFormats } from './channelFormats';
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
 * The kernels: everything that a layer may be made of, each explained in `Kernels`. `quantize` rounds half up and
 * saturates; `normalize` (batch normalisation) and `dropout` exist in training only.
 */
export type Operation = Defined &
  (
    | { readonly kind: 'input'; readonly format: Fixed }
    | { readonly kind: 'constant'; readonly tensor: string }
    | { readonly kind: 'matvec'; readonly x: ValueId; readonly kernel: ValueId }
    | { readonly kind: 'add'; readonly a: ValueId; readonly b: ValueId }
    | { readonly kind: 'multiply'; readonly a: ValueId; readonly b: ValueId }
    | ({ readonly kind: 'window'; readonly x: ValueId } & WindowOptions)
    | { readonly kind: 'max'; readonly x: ValueId }
    | { readonly kind: 'sum'; readonly x: ValueId }
    | { readonly kind: 'scale'; readonly x: ValueId; readonly factor: number; readonly format?: Fixed }
    | { readonly kind: 'dropout'; readonly x: ValueId; readonly rate: number }
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
    | { readonly kind: 'quantize'; readonly x: ValueId; readonly format: ChannelFormats }
  );

export type OperationKind = Operation['kind'];
export type TableFunction = 'tanh' | 'sigmoid' | 'gelu';

/** How a window moves over one or two spatial axes; `sizes` and `strides` have one number for each. */
export interface WindowOptions {
  readonly sizes: readonly number[];
  readonly strides: readonly number[];
  /**
   * `valid`: whole windows only, `floor((size - k) / stride) + 1` positions. `same`: `ceil(size / stride)` positions
   * over zeros around, `max((positions - 1) stride + k - size, 0)` of them, half (rounded down) before, as TensorFlow.
   */
  readonly padding: 'valid' | 'same';
}

/** A network as kernel operations in order; each operation defines the value of its own index. */
export interface Program {
  readonly operations: readonly Operation[];
  readonly output: ValueId;
}
