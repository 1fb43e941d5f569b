import type { Tensor, TensorFlow } from '../tensorflow';
import { withGradient } from './withGradient';
import type { TfjsReading } from './reading';

/** Largest over the axis before the last. The gradient goes to the first of equals; TensorFlow's goes to all. */
export const maximum: TfjsReading<'max'> = ({ tf }, operation, valueOf) => {
  const x = valueOf(operation.x);
  const axis = x.rank - 2;
  return withGradient(tf, x, {
    value: (source) => tf.max(source, axis),
    gradient: (gradient, source) => tf.mul(tf.expandDims(gradient, axis), firstLargest(tf, source, axis)),
  });
};

/** 1 at the first of the largest along the axis, else 0. */
function firstLargest(tf: TensorFlow, x: Tensor, axis: number): Tensor {
  const first = tf.expandDims(tf.argMax(x, axis), axis);
  const places = tf.reshape(tf.range(0, x.shape[axis], 1, 'int32'), [x.shape[axis], 1]);
  return tf.cast(tf.equal(first, places), 'float32');
}
