import type { ChannelFormats } from './channelFormats';
import type { Fixed } from './fixed';
import type { TableFunction, WindowOptions } from './program';

/** The running statistics and parameters of batch normalisation, each `[n]`. */
export interface Normalization<V> {
  readonly gamma: V;
  readonly beta: V;
  readonly mean: V;
  readonly variance: V;
}

export interface NormalizationOptions {
  /** Share of the running statistics that survives a batch, 0 to 1. */
  readonly momentum: number;
  /** Added to the variance before the root. */
  readonly epsilon: number;
}

/**
 * The closed set of operations that layers are written against: what hardware can do, and `normalize` and `dropout`,
 * which only training can. `V` is what a reading computes with: the tracer's value is the index of an operation.
 * Shapes are without the batch; `...` stands for any number of axes, called positions.
 */
export interface Kernels<V> {
  /** The shape of a value, for layers whose operations depend on it. */
  shapeOf(x: V): readonly number[];
  /** `y = x W` at every position, `x: [..., n]`, `kernel: [n, m]`, `y: [..., m]`. */
  matvec(x: V, kernel: V): V;
  /** `y = a + b`: both of one shape, or `a: [..., m]` and `b: [m]`, a constant that is added at every position. */
  add(a: V, b: V): V;
  /** `y = a b`, element by element, both of one shape; `a` and `b` may be the same value, whose square it then is. */
  multiply(a: V, b: V): V;
  /** The windows of `x: [...spatial, c]`, zeros outside, as `[...positions, prod(sizes) c]`: row, column, channel. */
  window(x: V, options: WindowOptions): V;
  /** The largest over the axis before the last, `x: [..., p, c]`, `y: [..., c]`. */
  max(x: V): V;
  /** The sum over the axis before the last, `x: [..., p, c]`, `y: [..., c]`. */
  sum(x: V): V;
  /** `y = x factor`, the factor rounded to `format` where there is one. */
  scale(x: V, factor: number, format?: Fixed): V;
  /** Inverted dropout: in training a share `rate` is 0 and the rest is divided by `1 - rate`; `x` itself elsewhere. */
  dropout(x: V, rate: number): V;
  /** `y = max(x, 0)`. */
  relu(x: V): V;
  /** `y = x < 0 ? x 2^-slopeShift : x`. */
  leakyRelu(x: V, slopeShift: number): V;
  /** `y = f(x)`, elementwise; on `output`'s grid where there is one. */
  table(x: V, tabulated: TableFunction, output?: Fixed): V;
  /** The same elements in another shape; one dimension may be -1 and takes what is left. */
  reshape(x: V, shape: readonly number[]): V;
  /**
   * `clamp(floor(x / step + 1/2)) step`, with one format or one for each element of the last axis; without a format (a
   * float network) `x` itself.
   */
  quantize(x: V, format?: ChannelFormats): V;
  /**
   * Batch normalisation of `x: [..., n]`, statistics over batch and positions (Ioffe and Szegedy 2015, arXiv
   * 1502.03167, algorithms 1 and 2).
   */
  normalize(x: V, normalization: Normalization<V>, options: NormalizationOptions): V;
}
