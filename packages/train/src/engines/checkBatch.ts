import { CodesignError } from '@nx-codesign/ir';

/** Throws CodesignError `engine.batchSize` unless a batch has 1 to `maxBatch` rows. */
export function checkRows(rows: number, maxBatch: number): void {
  if (rows >= 1 && rows <= maxBatch) return;
  throw new CodesignError(
    'engine.batchSize',
    `A batch of this session has 1 to ${maxBatch} examples, got ${rows}.`,
  );
}

/**
 * The label. Throws CodesignError `train.label` unless it is one of the classes; also refuses what is outside the data set:
 * an undefined label is no class.
 */
export function checkedLabel(label: number, classes: number): number {
  if (label >= 0 && label < classes) return label;
  throw new CodesignError(
    'train.label',
    `Labels of a network with ${classes} outputs are 0 to ${classes - 1}, got ${label}.`,
  );
}
