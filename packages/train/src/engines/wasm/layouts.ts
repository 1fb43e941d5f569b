import { operandsOf, type Operation, type Program, type ValueId } from '@nx-codesign/ir';
import type { Fusions } from './fusions';

/**
 * Whether everything that reads a value takes rows of any stride: products, and windows that are not pooled in place.
 * The rows of an input of few channels then follow each other without padding.
 */
export function takesAnyLayout(program: Program, fusions: Fusions, id: ValueId): boolean {
  if (program.output === id) return false;
  return program.operations.every(
    (operation, reader) =>
      !operandsOf(operation).includes(id) || readsAnyLayout(program, fusions, { operation, reader, id }),
  );
}

interface Reading {
  readonly operation: Operation;
  readonly reader: ValueId;
  readonly id: ValueId;
}

function readsAnyLayout(program: Program, fusions: Fusions, { operation, reader, id }: Reading): boolean {
  switch (operation.kind) {
    case 'matvec':
      return operation.x === id;
    case 'window':
      return fusions.readInPlace.get(reader) !== 'taps';
    case 'reshape':
      return !fusions.absorbed.has(reader) && takesAnyLayout(program, fusions, reader);
    default:
      return false;
  }
}
