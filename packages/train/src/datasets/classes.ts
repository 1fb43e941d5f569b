import { CodesignError } from '@nx-codesign/ir';
import type { Picked, Picks } from './picks';

/** Missing labels that an error names at most. */
const namedLabels = 5;

/**
 * Number of classes, from the labels that training may see: a network's width must not depend on the test set.
 * Throws CodesignError `dataset.classes` where a class has no training example or the test set has another class.
 */
export function countClasses({ train, validation, test }: Picks): number {
  const classes = Math.max(...[train, validation].map(largestLabel)) + 1;
  if (classes === 1) {
    throw new CodesignError(
      'dataset.classes',
      'All labels are 0; a classification needs at least two classes. Check dataset.source.',
    );
  }
  refuseUntaught(train, classes);
  const largest = largestLabel(test);
  if (largest < classes) return classes;
  throw new CodesignError(
    'dataset.classes',
    `The test split has the label ${largest}, but training and validation have 0 to ${classes - 1} only: no network ` +
      `would have an output for it. Check dataset.source; a stratified split gives every class to training.`,
  );
}

/** A class without a training example makes an output that nothing teaches, and hardware for it. */
function refuseUntaught({ from, indices }: Picked, classes: number): void {
  const seen = new Set(Array.from(indices, (index) => from.y[index]));
  const missing = Array.from({ length: classes }, (_, label) => label).filter((label) => !seen.has(label));
  if (missing.length === 0) return;
  const some = missing.slice(0, namedLabels).join(', ');
  const more = missing.length - namedLabels;
  throw new CodesignError(
    'dataset.classes',
    `Labels go up to ${classes - 1}, so every label from 0 to ${classes - 1} is a class, but no training ` +
      `example has ${some}${more > 0 ? ` (and ${more} more)` : ''}. Number the classes from 0 ` +
      `without gaps in the label file, or add examples of the missing ones.`,
  );
}

function largestLabel({ from, indices }: Picked): number {
  return indices.reduce((largest, index) => Math.max(largest, from.y[index]), 0);
}
