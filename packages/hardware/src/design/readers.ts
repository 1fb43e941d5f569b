import { integerOperandsOf, type IntegerProgram } from '@nx-codesign/ir';

/** How many operations that lead to the output read each value; the output counts as one reader, 0 is a dead end. */
export function readersOf({ operations, output }: IntegerProgram): number[] {
  const readers = operations.map(() => 0);
  readers[output] = 1;
  for (let id = operations.length - 1; id > 0; id--) {
    if (readers[id] > 0) {
      integerOperandsOf(operations[id]).forEach((operand) => readers[operand]++);
    }
  }
  return readers;
}
