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
    /**
     * At every position p (all axes but the last): `y[p, j] = sum_i x[p, i] * kernel.data[i * outputs + j]`;
     * `y.fraction = x.fraction + kernel.fraction`.
     */
    | { readonly kind: 'matvec'; readonly x: ValueId; readonly kernel: IntegerMatrix }
    /** `y[p, j] = x[p, j] + constant[j]` at every position, at the fraction of x; `constant: [last axis]`. */
    | { readonly kind: 'add'; readonly x: ValueId; readonly constant: readonly number[] }
    /** `y = a * 2^aShift + b * 2^bShift`, elementwise, at the finer fraction of the two: one of the shifts is 0. */
    | {
        readonly kind: 'addValues';
        readonly a: ValueId;
        readonly b: ValueId;
        readonly aShift: number;
        readonly bShift: number;
      }
    /**
     * `y = a * b`, elementwise and exact, so `y.fraction = a.fraction + b.fraction`. Where `a` and `b` are one value, `y`
     * is its square and never negative.
     */
    | { readonly kind: 'multiply'; readonly a: ValueId; readonly b: ValueId }
    /**
     * `x: [...spatial, c]` to `y: [...positions, prod(sizes) * c]`; the order inside a window is row, column, channel.
     * `before` zeros lie ahead of each spatial axis, as many as needed behind. `windowIndices` gives the elements.
     */
    | {
        readonly kind: 'window';
        readonly x: ValueId;
        readonly sizes: readonly number[];
        readonly strides: readonly number[];
        readonly before: readonly number[];
      }
    /** `x: [..., p, c]` to `y: [..., c]`: the largest over the axis before the last. */
    | { readonly kind: 'max'; readonly x: ValueId }
    /** `x: [..., p, c]` to `y: [..., c]`: the sum over the axis before the last. */
    | { readonly kind: 'sum'; readonly x: ValueId }
    /**
     * `y = x * multiplier`; the multiplier is odd, and 1 (only the fraction changes) for a power of two.
     * `y.fraction = x.fraction +` the multiplier's.
     */
    | { readonly kind: 'scale'; readonly x: ValueId; readonly multiplier: number }
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
     * `y = clamp(floor(x / 2^shift), minimum, maximum) * 2^lift` for `round: 'floor'`; `half-up` adds `2^(shift-1)`
     * first where `shift > 0`. `channels` has 1 entry, or one for each element of the last axis.
     */
    | {
        readonly kind: 'quantize';
        readonly x: ValueId;
        readonly round: 'floor' | 'half-up';
        readonly channels: readonly QuantizeChannel[];
      }
  );

/** How a channel is rounded. */
export interface QuantizeChannel {
  /** Bits dropped; a negative shift multiplies by `2^-shift`. */
  readonly shift: number;
  /** Low bits that are 0 because the channel's format is coarser than the value's common fraction; 0 or more. */
  readonly lift: number;
  /** Bounds of the integer before it is lifted. */
  readonly minimum: number;
  readonly maximum: number;
}

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
