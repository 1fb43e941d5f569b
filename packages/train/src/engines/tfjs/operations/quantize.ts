import { formatsOf, type ChannelFormats } from '@nx-codesign/ir';
import { floatRangeOf } from '../../floatRange';
import type { Tensor, TensorFlow } from '../tensorflow';
import { withGradient } from './withGradient';
import type { TfjsReading } from './reading';

/**
 * `clamp(floor(x / step + 1/2)) step`, by channel where there are several formats. Straight-through: the gradient
 * passes inside the range (Jacob et al. 2018, arXiv 1712.05877).
 */
export const quantize: TfjsReading<'quantize'> = ({ tf }, { x, format }, valueOf) => {
  return withGradient(tf, valueOf(x), {
    value: (source) => roundToFormats(tf, source, format),
    gradient: (gradient, source) => tf.mul(gradient, insideRange(tf, source, format)),
  });
};

/** The values on the grids of the formats. The half is compared, not added: 0.49999997 + 0.5 is 1 in float32. */
export function roundToFormats(tf: TensorFlow, x: Tensor, formats: ChannelFormats): Tensor {
  const { steps, lows, highs } = gridsOf(tf, formats);
  const scaled = tf.div(x, steps);
  const down = tf.floor(scaled);
  const up = tf.cast(tf.greaterEqual(tf.sub(scaled, down), 0.5), 'float32');
  return tf.mul(tf.maximum(tf.minimum(tf.add(down, up), highs), lows), steps);
}

function insideRange(tf: TensorFlow, x: Tensor, formats: ChannelFormats): Tensor {
  const { steps, lows, highs } = gridsOf(tf, formats);
  const above = tf.greaterEqual(x, tf.mul(lows, steps));
  const below = tf.lessEqual(x, tf.mul(highs, steps));
  return tf.cast(tf.logicalAnd(above, below), 'float32');
}

/** Steps, smallest and largest integers by channel, each `[channels]` or `[1]`. */
function gridsOf(tf: TensorFlow, formats: ChannelFormats) {
  const list = formatsOf(formats);
  return {
    steps: tf.tensor1d(list.map(({ fraction }) => 2 ** -fraction)),
    lows: tf.tensor1d(list.map((format) => floatRangeOf(format).low)),
    highs: tf.tensor1d(list.map((format) => floatRangeOf(format).high)),
  };
}
