import { elementsOf, positionsOf, type Operation, type Program } from '@nx-codesign/ir';

import { isConstant } from './fusions';
import { rowBytes } from './layout';
import type { PlanOptions } from './planOptions';

/** Values and gradients of a chunk: few calls, and room in the caches of two cores' third level for both. */
const chunkBytes = 2 * 1024 * 1024;
/** A chunk is a multiple of this: whole tiles of rows, and whole groups of the loss's logarithms. */
const chunkMultiple = 16;

/**
 * Examples that a step computes at once. Every sum over the examples goes on from chunk to chunk in their order, so the
 * bits are those of one piece. Batch normalisation needs the whole batch at once.
 */
export function chunkOf(program: Program, { maxBatch, learned }: PlanOptions): number {
  if (learned !== undefined || program.operations.some(({ kind }) => kind === 'normalize')) return maxBatch;
  const bytes = program.operations.reduce(
    (sum, operation, id) => sum + (isConstant(program, id) ? 0 : 2 * bytesOf(operation)),
    0,
  );
  const examples = Math.floor(chunkBytes / bytes / chunkMultiple) * chunkMultiple;
  return Math.min(maxBatch, Math.max(2 * chunkMultiple, examples));
}

/** Bytes of an example's value; windows are seldom formed. */
function bytesOf({ kind, shape }: Operation): number {
  if (kind === 'window' || kind === 'reshape') return 0;
  return positionsOf(shape) * rowBytes(elementsOf(shape) / positionsOf(shape));
}
