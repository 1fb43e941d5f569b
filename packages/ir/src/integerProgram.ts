import type { Fixed } from './fixed';
import type { ValueId } from './program';

/** An array of integers: element `i` has the value `integer * 2^-fraction` and lies in `low[i] ... high[i]`. */
export interface IntegerValue {
  readonly layer: string;
  readonly shape: readonly number[];
  readonly fraction: number;
  /** Exact bounds of each element's integer, flattened in row-major order. */
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/**
 * What the hardware computes, in integers. Constants are inlined, batch norm is folded, and the half step of a
 * rounding `quantize` is folded into the constant ahead of it where there is one (`round: 'floor'`).
 */
export type IntegerOperation = IntegerValue &
  (
    | { readonly kind: 'input'; readonly format: Fixed }
    /** `y[j] = sum_i x[i] * kernel.data[i * outputs + j]`; `y.fraction = x.fraction + kernel.fraction`. */
    | { readonly kind: 'matvec'; readonly x: ValueId; readonly kernel: IntegerMatrix }
    /** `y[i] = x[i] + constant[i]`, at the fraction of x. */
    | { readonly kind: 'add'; readonly x: ValueId; readonly constant: readonly number[] }
    | { readonly kind: 'relu'; readonly x: ValueId }
    /** `y = x < 0 ? x : x * 2^slopeShift`, so `y.fraction = x.fraction + slopeShift`. */
    | { readonly kind: 'leakyRelu'; readonly x: ValueId; readonly slopeShift: number }
    /** `y = entries[x - inputLow]`. */
    | {
        readonly kind: 'table';
        readonly x: ValueId;
        readonly inputLow: number;
        readonly entries: readonly number[];
      }
    | { readonly kind: 'reshape'; readonly x: ValueId }
    /**
     * `y = clamp(floor(x / 2^shift), minimum, maximum)` for `round: 'floor'`; `half-up` adds `2^(shift-1)` first.
     * A negative shift multiplies by `2^-shift`.
     */
    | {
        readonly kind: 'quantize';
        readonly x: ValueId;
        readonly shift: number;
        readonly round: 'floor' | 'half-up';
        readonly minimum: number;
        readonly maximum: number;
      }
  );

export interface IntegerMatrix {
  readonly inputs: number;
  readonly outputs: number;
  readonly fraction: number;
  /** Row-major `[inputs, outputs]`. */
  readonly data: Int32Array;
}

export type IntegerOperationKind = IntegerOperation['kind'];

/** Operations in order; each defines the value of its own index. The first is the input. */
export interface IntegerProgram {
  readonly name: string;
  readonly operations: readonly IntegerOperation[];
  readonly output: ValueId;
}
