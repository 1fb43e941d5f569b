import type { Program, ValueId, Weights } from '@nx-codesign/ir';
import type { BatchStatistics, OperationOf } from './operations/reading';

/** Moves the running mean and variance (unbiased) of a batch normalisation, in place. */
export function moveStatistics(
  program: Program,
  weights: Weights,
  { operation, statistics }: { operation: OperationOf<'normalize'>; statistics: BatchStatistics },
): void {
  const { mean, variance, count } = statistics;
  const unbias = count > 1 ? count / (count - 1) : 1;
  move(dataOf(program, weights, operation.mean), mean.dataSync(), operation.momentum);
  const unbiased = Array.from(variance.dataSync(), (value) => value * unbias);
  move(dataOf(program, weights, operation.variance), unbiased, operation.momentum);
}

function move(running: Float32Array, batch: ArrayLike<number>, momentum: number): void {
  running.forEach((value, i) => (running[i] = momentum * value + (1 - momentum) * batch[i]));
}

function dataOf({ operations }: Program, weights: Weights, id: ValueId): Float32Array {
  const operation = operations[id];
  if (operation.kind !== 'constant') throw new RangeError('Running statistics are weights.');
  return weights[operation.tensor].data;
}
