import { roundTo, type Operation, type OperationKind } from '@nx-codesign/ir';
import type { Tensor } from '../tensorflow';
import { maximum } from './maximum';
import { normalize } from './normalize';
import { quantize } from './quantize';
import type { TfjsReading } from './reading';
import { table } from './table';
import { window } from './window';
import { withGradient } from './withGradient';

/** The kinds whose value is given: the examples and the weights. */
export type GivenKind = 'input' | 'constant';

/** TensorFlow's reading of every kernel. */
export const readings: { readonly [K in Exclude<OperationKind, GivenKind>]: TfjsReading<K> } = {
  matvec({ tf }, { x, kernel }, valueOf) {
    const value = valueOf(x);
    const matrix = valueOf(kernel);
    const inner = matrix.shape[0];
    const product = tf.matMul(tf.reshape(value, [value.size / inner, inner]), matrix);
    return tf.reshape(product, [...value.shape.slice(0, -1), matrix.shape[1]!]);
  },
  add: ({ tf }, { a, b }, valueOf) => tf.add(valueOf(a), valueOf(b)),
  multiply: ({ tf }, { a, b }, valueOf) => tf.mul(valueOf(a), valueOf(b)),
  window,
  max: maximum,
  sum: ({ tf }, { x }, valueOf) => tf.sum(valueOf(x), valueOf(x).rank - 2),
  scale: ({ tf }, { x, factor, format }, valueOf) =>
    tf.mul(valueOf(x), format === undefined ? factor : roundTo(factor, format)),
  dropout(context, operation, valueOf) {
    const value = valueOf(operation.x);
    if (context.dropoutFactors === undefined) return value;
    const factors = context.dropoutFactors(operation, value.shape[0]);
    return context.tf.mul(value, context.tf.tensor(factors, value.shape));
  },
  normalize,
  relu: ({ tf }, { x }, valueOf) => tf.relu(valueOf(x)),
  leakyRelu({ tf }, { x, slopeShift }, valueOf) {
    const slopes = (source: Tensor) =>
      tf.where(tf.less(source, 0), tf.fill(source.shape, 2 ** -slopeShift), tf.onesLike(source));
    return withGradient(tf, valueOf(x), {
      value: (source) => tf.mul(source, slopes(source)),
      gradient: (gradient, source) => tf.mul(gradient, slopes(source)),
    });
  },
  table,
  reshape: ({ tf }, { x, shape }, valueOf) => tf.reshape(valueOf(x), [valueOf(x).shape[0], ...shape]),
  quantize,
};

/** One kind's reading as that of any kind: the caller takes kind and operation from the same object. */
export function readingOf(operation: Operation & { kind: Exclude<OperationKind, GivenKind> }) {
  return readings[operation.kind] as unknown as TfjsReading<OperationKind>;
}
