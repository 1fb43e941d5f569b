import { windowAxes, windowIndices, elementsOf } from '@nx-codesign/ir';
import type { TfjsReading } from './reading';

/** Windows as one gather of each row's elements; one zero behind them stands for everything outside. */
export const window: TfjsReading<'window'> = ({ tf, program }, operation, valueOf) => {
  const inputShape = program.operations[operation.x].shape;
  const elements = elementsOf(inputShape);
  const before = windowAxes(inputShape.slice(0, -1), operation).map((axis) => axis.before);
  const indices = windowIndices({ ...operation, before }, inputShape).map((at) => (at < 0 ? elements : at));
  const value = valueOf(operation.x);
  const [rows] = value.shape;
  const padded = tf.concat([tf.reshape(value, [rows, elements]), tf.zeros([rows, 1])], 1);
  const gathered = tf.gather(padded, tf.tensor1d(indices, 'int32'), 1);
  return tf.reshape(gathered, [rows, ...operation.shape]);
};
