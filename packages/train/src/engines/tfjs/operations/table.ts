import { rangeOf, tableEntries, widthOf, type Fixed, type TableFunction } from '@nx-codesign/ir';
import { gridOf } from '../../wasm/grid';
import type { Tensor, TensorFlow } from '../tensorflow';
import { roundToFormats } from './quantize';
import { withGradient } from './withGradient';
import type { OperationOf, TfjsContext, TfjsReading } from './reading';

/** Widest input that is looked up: what the hardware accepts. */
const maximumTableBits = 10;

type Smooth = (tf: TensorFlow, x: Tensor) => Tensor;

/** sqrt(2 / pi) and the cubic term of gelu's tanh form (Hendrycks and Gimpel 2016, arXiv 1606.08415). */
const geluScale = 0.7978845608028654;
const geluCubic = 0.044715;

const smoothFunctions: Readonly<Record<TableFunction, Smooth>> = {
  tanh: (tf, x) => tf.tanh(x),
  sigmoid: (tf, x) => tf.sigmoid(x),
  gelu(tf, x) {
    const inner = tf.mul(geluScale, tf.add(x, tf.mul(geluCubic, tf.mul(x, tf.mul(x, x)))));
    return tf.mul(tf.mul(0.5, x), tf.add(1, tf.tanh(inner)));
  },
};

/**
 * A function of one variable: the hardware's table where input and output are fixed-point, rounded where only the
 * output is, else smooth. The gradient is the smooth function's, always.
 */
export const table: TfjsReading<'table'> = (context, operation, valueOf) => {
  const { tf } = context;
  const { output } = operation;
  const x = valueOf(operation.x);
  const smooth = smoothFunctions[operation.function](tf, x);
  if (output === undefined) return smooth;
  return withGradient(tf, smooth, {
    value: () => roundedValues(context, { ...operation, output }, x),
    gradient: (gradient) => gradient,
  });
};

function roundedValues(
  { tf, program }: TfjsContext,
  operation: OperationOf<'table'> & { output: Fixed },
  x: Tensor,
): Tensor {
  const { output } = operation;
  const grid = gridOf(program, operation.x);
  if (grid === undefined || widthOf(grid) > maximumTableBits) {
    return roundToFormats(tf, smoothFunctions[operation.function](tf, x), output);
  }
  const { low, high } = rangeOf(grid);
  const entries = tableEntries(operation.function, { low, high, fraction: grid.fraction }, output);
  const values = tf.tensor1d(entries.map((entry) => entry * 2 ** -output.fraction));
  const index = tf.clipByValue(tf.sub(tf.mul(x, 2 ** grid.fraction), low), 0, high - low);
  return tf.gather(values, tf.cast(index, 'int32'));
}
