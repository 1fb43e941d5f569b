import { elementsOf, type Program } from '@nx-codesign/ir';
import type { Batch, SessionOptions } from '../../training/types';
import { checkedLabel, checkRows } from '../checkBatch';
import type { Tensor, TensorFlow } from './tensorflow';

/** The rows of a batch as tensors: `x: [rows, ...inputShape]`, labels `[rows]` or targets `[rows, outputs]`. */
export interface BatchTensors {
  readonly x: Tensor;
  readonly targets: Tensor;
}

export function batchTensors(
  tf: TensorFlow,
  { program, options }: { readonly program: Program; readonly options: SessionOptions },
  { x, y, indices }: Batch,
): BatchTensors {
  checkRows(indices.length, options.maxBatch);
  const { shape } = program.operations[0];
  const outputs = elementsOf(program.operations[program.output].shape);
  const rows = [...indices];
  const inputs = rowsOf(x, rows, elementsOf(shape));
  const examples = tf.tensor(inputs, [rows.length, ...shape]);
  if (options.loss !== 'softmaxCrossEntropy') {
    return { x: examples, targets: tf.tensor(rowsOf(y, rows, outputs), [rows.length, outputs]) };
  }
  const labels = rows.map((row) => checkedLabel(y[row], outputs));
  return { x: examples, targets: tf.tensor1d(labels, 'int32') };
}

function rowsOf(values: ArrayLike<number>, rows: readonly number[], width: number): Float32Array {
  const picked = new Float32Array(rows.length * width);
  rows.forEach((row, at) => {
    for (let i = 0; i < width; i++) picked[at * width + i] = values[row * width + i];
  });
  return picked;
}
