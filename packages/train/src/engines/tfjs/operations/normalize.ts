import type { Tensor } from '../tensorflow';
import type { TfjsReading } from './reading';

/** Batch normalisation over the batch and all positions (Ioffe and Szegedy 2015, arXiv 1502.03167). */
export const normalize: TfjsReading<'normalize'> = (context, operation, valueOf) => {
  const { tf, mode } = context;
  const x = valueOf(operation.x);
  const apply = (mean: Tensor, variance: Tensor) => {
    const normal = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, operation.epsilon)));
    return tf.add(tf.mul(normal, valueOf(operation.gamma)), valueOf(operation.beta));
  };
  if (mode === 'inference') return apply(valueOf(operation.mean), valueOf(operation.variance));
  const axes = x.shape.slice(0, -1).map((_, axis) => axis);
  const mean = tf.mean(x, axes);
  const variance = tf.mean(tf.square(tf.sub(x, mean)), axes);
  const count = x.size / x.shape[x.rank - 1];
  context.onStatistics?.(operation, { mean, variance, count });
  return apply(mean, variance);
};
