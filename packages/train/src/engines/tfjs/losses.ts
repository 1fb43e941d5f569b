import type { Loss, LossDetails, SessionOptions } from '../../training/types';
import { withGradient } from './operations/withGradient';
import type { Tensor, TensorFlow } from './tensorflow';

/** Mean loss of `outputs: [rows, columns]`; `targets` are labels `[rows]` or targets `[rows, columns]`. */
type LossReading = (
  tf: TensorFlow,
  places: { outputs: Tensor; targets: Tensor },
  options: SessionOptions,
) => Tensor;

/** The losses as `LossDetails` defines them. */
export const losses: Readonly<Record<Loss, LossReading>> = {
  softmaxCrossEntropy(tf, { outputs, targets }, options) {
    const wanted = () => wantedProbabilities(tf, targets, { ...options, classes: outputs.shape[1]! });
    const shares = () => tf.expandDims(exampleShares(tf, targets, options), 1);
    // TensorFlow's own gradient, of logSoftmax, is five times coarser.
    return withGradient(tf, outputs, {
      value: (logits) => tf.neg(tf.sum(tf.mul(shares(), tf.mul(wanted(), tf.logSoftmax(logits))))),
      gradient: (gradient, logits) =>
        tf.mul(gradient, tf.mul(shares(), tf.sub(tf.softmax(logits), wanted()))),
    });
  },
  mse: (tf, { outputs, targets }) => tf.mean(tf.square(tf.sub(outputs, targets))),
  huber(tf, { outputs, targets }, { huberDelta = 1 }) {
    const error = tf.sub(outputs, targets);
    const held = tf.clipByValue(error, -huberDelta, huberDelta);
    return tf.mean(tf.sub(tf.mul(held, error), tf.mul(0.5, tf.square(held))));
  },
};

/** Probability of each class, `[rows, classes]`. */
function wantedProbabilities(
  tf: TensorFlow,
  labels: Tensor,
  { classes, labelSmoothing = 0 }: LossDetails & { readonly classes: number },
): Tensor {
  const hard = tf.cast(tf.equal(tf.expandDims(labels, 1), tf.range(0, classes, 1, 'int32')), 'float32');
  return tf.add(tf.mul(hard, 1 - labelSmoothing), labelSmoothing / classes);
}

/** What each example counts for in the mean, `[rows]`. */
function exampleShares(tf: TensorFlow, labels: Tensor, { classWeights }: LossDetails): Tensor {
  if (classWeights === undefined) return tf.fill([labels.size], 1 / labels.size);
  const weights = tf.gather(tf.tensor1d([...classWeights]), tf.cast(labels, 'int32'));
  return tf.div(weights, tf.sum(weights));
}
