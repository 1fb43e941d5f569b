import { CodesignError, elementsOf, trace, type Network } from '@nx-codesign/ir';
import { isLabels } from './measure';
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
  const classification = loss === 'softmaxCrossEntropy';
  if (isLabels(y) !== classification) {
    const wanted = classification ? 'labels in an Int32Array' : 'targets in a Float32Array';
    throw misfit(`The loss '${loss}' needs ${wanted}, got ${y[Symbol.toStringTag]}`);
  }
  expectLength('x', x.length, count * inputs);
  expectLength('y', y.length, classification ? count : count * outputs);
  if (!classification) return;
  const row = y.findIndex((label) => label < 0 || label >= outputs);
  if (row >= 0) throw misfit(`Labels must be 0 to ${outputs - 1}, got ${y[row]} for example ${row}`);
}

function expectLength(name: string, length: number, expected: number): void {
  if (length !== expected) throw misfit(`${name} must have ${expected} elements, got ${length}`);
}

function misfit(message: string): CodesignError {
  return new CodesignError('train.arrays', `${message}: data set and network must agree.`);
}
