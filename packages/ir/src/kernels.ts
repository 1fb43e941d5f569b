import type { Fixed } from './fixed';
import type { TableFunction } from './program';

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
 * The closed set of operations that layers are written against: what hardware can do, and `normalize`, which only
 * training can. `V` is what a reading computes with: the tracer's value is the index of an operation.
 */
export interface Kernels<V> {
  /** `y = x W`, `x: [n]`, `kernel: [n, m]`, `y: [m]`. */
  matvec(x: V, kernel: V): V;
  /** `y = a + b`, both of one shape. */
  add(a: V, b: V): V;
  /** `y = max(x, 0)`. */
  relu(x: V): V;
  /** `y = x < 0 ? x 2^-slopeShift : x`. */
  leakyRelu(x: V, slopeShift: number): V;
  /** `y = f(x)`, elementwise; on `output`'s grid where there is one. */
  table(x: V, tabulated: TableFunction, output?: Fixed): V;
  /** The same elements in another shape; one dimension may be -1 and takes what is left. */
  reshape(x: V, shape: readonly number[]): V;
  /** `clamp(floor(x / step + 1/2)) step`; without a format (a float network) `x` itself. */
  quantize(x: V, format?: Fixed): V;
  /** Batch normalisation of `x: [n]` (Ioffe and Szegedy 2015, arXiv 1502.03167, algorithms 1 and 2). */
  normalize(x: V, normalization: Normalization<V>, options: NormalizationOptions): V;
}
