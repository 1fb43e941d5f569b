import { CodesignError, elementsOf, trace, type Network } from '@nx-codesign/ir';
import { lossOf } from './measure';
import type { Arrays, Loss } from './types';

/**
 * Throws `train.arrays` unless the examples fit the network: counts and shapes agree, the targets are of the kind
 * that the loss wants, and labels are classes of the network.
 */
export function checkArrays(network: Network, { count, x, y }: Arrays, loss: Loss): void {
  const { operations, output } = trace(network);
  const inputs = elementsOf(operations[0].shape);
  const outputs = elementsOf(operations[output].shape);
  if (!Number.isInteger(count) || count < 1) throw misfit(`There must be at least one example, got ${count}`);
  if (lossOf(y) !== loss) {
    const wanted = loss === 'mse' ? 'targets in a Float32Array' : 'labels in an Int32Array';
    throw misfit(`The loss '${loss}' needs ${wanted}, got ${y[Symbol.toStringTag]}`);
  }
  expectLength('x', x.length, count * inputs);
  expectLength('y', y.length, loss === 'mse' ? count * outputs : count);
  if (loss === 'mse') return;
  const row = y.findIndex((label) => label < 0 || label >= outputs);
  if (row >= 0) throw misfit(`Labels must be 0 to ${outputs - 1}, got ${y[row]} for example ${row}`);
}

function expectLength(name: string, length: number, expected: number): void {
  if (length !== expected) throw misfit(`${name} must have ${expected} elements, got ${length}`);
}

function misfit(message: string): CodesignError {
  return new CodesignError('train.arrays', `${message}: data set and network must agree.`);
}
