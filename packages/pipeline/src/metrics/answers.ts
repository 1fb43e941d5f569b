import type { Targets } from '@nx-codesign/train';

/** Whether the answers of samples are classes, one per sample; else they are the targets of a regression. */
export function isLabels(answers: Targets): answers is Int32Array {
  // A typed array that came from another thread is of that thread's class.
  return answers[Symbol.toStringTag] === 'Int32Array';
}
