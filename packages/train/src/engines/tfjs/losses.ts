import type { Loss, SessionOptions } from '../../training/types';
import type { Tensor, TensorFlow } from './tensorflow';

/** Mean loss of `outputs: [rows, columns]`; `targets` are labels `[rows]` or targets `[rows, columns]`. */
type LossReading = (
  tf: TensorFlow,
  places: { outputs: Tensor; targets: Tensor },
  options: SessionOptions,
) => Tensor;

/** The losses as `LossDetails` defines them. */
export const losses: Readonly<Record<Loss, LossReading>> = {
  softmaxCrossEntropy(tf, { outputs, targets }, { labelSmoothing = 0, classWeights }) {
    const classes = outputs.shape[1]!;
    const hard = tf.cast(tf.equal(tf.expandDims(targets, 1), tf.range(0, classes, 1, 'int32')), 'float32');
    const wanted = tf.add(tf.mul(hard, 1 - labelSmoothing), labelSmoothing / classes);
    const each = tf.neg(tf.sum(tf.mul(wanted, tf.logSoftmax(outputs)), 1));
    if (classWeights === undefined) return tf.mean(each);
    const weights = tf.gather(tf.tensor1d([...classWeights]), tf.cast(targets, 'int32'));
    return tf.div(tf.sum(tf.mul(each, weights)), tf.sum(weights));
  },
  mse: (tf, { outputs, targets }) => tf.mean(tf.square(tf.sub(outputs, targets))),
  huber(tf, { outputs, targets }, { huberDelta = 1 }) {
    const error = tf.sub(outputs, targets);
    const held = tf.clipByValue(error, -huberDelta, huberDelta);
    return tf.mean(tf.sub(tf.mul(held, error), tf.mul(0.5, tf.square(held))));
  },
};
