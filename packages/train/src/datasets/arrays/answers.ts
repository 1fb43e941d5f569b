import { CodesignError } from '@nx-codesign/ir';
import type { DataSet } from '../../training/types';

/** Numbers read from a file, one row per example. */
export interface AnswerRows {
  /** What errors call it. */
  readonly name: string;
  readonly count: number;
  /** `[count, columns]`. */
  readonly values: ArrayLike<number>;
}

const largestLabel = 2 ** 16 - 1;

/**
 * Class labels `[count]` of a classification: whole numbers from 0, or rows with a single 1 (one-hot); targets
 * `[count, columns]` of a regression. Throws CodesignError `dataset.classes` and `dataset.notFinite`.
 */
export function answersOf(rows: AnswerRows, task: DataSet['task']): Int32Array | Float32Array {
  if (task === 'regression') return targetsOf(rows);
  const columns = rows.values.length / rows.count;
  return Int32Array.from({ length: rows.count }, (_, row) =>
    columns === 1 ? labelOf(rows, row) : hotColumn(rows, { row, columns }),
  );
}

function targetsOf({ name, values }: AnswerRows): Float32Array {
  const targets = Float32Array.from(values);
  const at = targets.findIndex((target) => !Number.isFinite(target));
  if (at < 0) return targets;
  throw new CodesignError(
    'dataset.notFinite',
    `${name} holds ${targets[at]} as a target; expected finite numbers. Remove such rows.`,
  );
}

function labelOf({ name, values }: AnswerRows, row: number): number {
  const label = values[row];
  if (Number.isInteger(label) && label >= 0 && label <= largestLabel) return label;
  throw new CodesignError(
    'dataset.classes',
    `${name} holds ${label} as a label; expected whole numbers from 0. Number the classes, or set "task": "regression".`,
  );
}

function hotColumn({ name, values }: AnswerRows, { row, columns }: { row: number; columns: number }): number {
  let [hot, count] = [0, 0];
  for (let column = 0; column < columns; column++) {
    const value = values[row * columns + column];
    if (value === 1) [hot, count] = [column, count + 1];
    else if (value !== 0) count = Infinity;
  }
  if (count === 1) return hot;
  throw new CodesignError(
    'dataset.classes',
    `Row ${row} of ${name} is not one-hot: expected one 1 and zeros in ${columns} columns. Give one label per row, or set "task": "regression".`,
  );
}
