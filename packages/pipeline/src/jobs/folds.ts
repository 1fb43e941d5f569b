import { CodesignError } from '@nx-codesign/ir';
import type { Arrays } from '@nx-codesign/train';

/** The two splits that training reads. */
export interface TrainingSplits {
  readonly train: Arrays;
  readonly validation: Arrays;
}

/**
 * A fold of a cross-validation, from 0. Fold 0 is the study's own split; each other one holds out a part of its own of
 * the training samples, as many as the validation split has, and trains on all other samples of both splits.
 */
export function foldOf({ train, validation }: TrainingSplits, fold: number): TrainingSplits {
  if (fold === 0) return { train, validation };
  const [from, to] = [(fold - 1) * validation.count, fold * validation.count];
  return {
    train: joined(joined(rows(train, 0, from), rows(train, to, train.count)), validation),
    validation: rows(train, from, to),
  };
}

/** Throws `search.folds` if the training split has not as many samples as the other folds hold out. */
export function checkFolds(
  folds: number,
  { train, validation }: Record<'train' | 'validation', number>,
): void {
  if ((folds - 1) * validation <= train) return;
  throw new CodesignError(
    'search.folds',
    `search.folds is ${folds}, so ${folds - 1} folds hold out ${validation} training samples each, but there are ${train}; choose at most ${1 + Math.floor(train / validation)} or a smaller dataset.split.validation`,
  );
}

function rows({ count, x, y }: Arrays, from: number, to: number): Arrays {
  const part = <A extends Float32Array | Int32Array>(array: A) => {
    const width = array.length / count;
    return array.subarray(from * width, to * width) as A;
  };
  return { count: to - from, x: part(x), y: part(y) };
}

function joined(a: Arrays, b: Arrays): Arrays {
  return { count: a.count + b.count, x: concatenated(a.x, b.x), y: concatenated(a.y, b.y) };
}

function concatenated<A extends Float32Array | Int32Array>(a: A, b: A): A {
  const result =
    a instanceof Float32Array ? new Float32Array(a.length + b.length) : new Int32Array(a.length + b.length);
  result.set(a);
  result.set(b, a.length);
  return result as A;
}
