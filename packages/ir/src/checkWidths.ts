import { halfStep } from './elementwise';
import { CodesignError } from './error';
import type { IntegerOperation, IntegerProgram } from './integerProgram';
import { magnitudesOf, partialSumsOf } from './partialSums';

/**
 * Checks from the intervals that every integer of a program, partial sums in any order included, is below 2^53 in
 * magnitude and so exact in a double. Throws `width.tooWide`, naming the layer.
 */
export function checkWidths({ operations }: IntegerProgram): void {
  for (const operation of operations) {
    const largest = largestMagnitude(operation, operations);
    if (largest <= Number.MAX_SAFE_INTEGER) continue;
    throw new CodesignError(
      'width.tooWide',
      `Layer '${operation.layer}' (${operation.kind}) reaches integers of ${largest.toPrecision(3)}, exact up to 2^53 ` +
        `only: give it, or the layer before it, a narrower output format.`,
    );
  }
}

function largestMagnitude(operation: IntegerOperation, operations: readonly IntegerOperation[]): number {
  const own = largestOf(magnitudesOf(operation));
  switch (operation.kind) {
    case 'quantize': {
      const halves = operation.channels.map(({ shift }) => halfStep(operation.round, shift));
      return Math.max(own, largestOf(magnitudesOf(operations[operation.x])) + largestOf(halves));
    }
    case 'matvec':
      return Math.max(own, largestOf(partialSumsOf(operation, operations[operation.x])));
    case 'sum': {
      const x = operations[operation.x];
      return largestOf(magnitudesOf(x)) * x.shape.at(-2)!;
    }
    case 'addValues': {
      const a = largestOf(magnitudesOf(operations[operation.a])) * 2 ** operation.aShift;
      return Math.max(own, a, largestOf(magnitudesOf(operations[operation.b])) * 2 ** operation.bShift);
    }
    default:
      return own;
  }
}

function largestOf(magnitudes: readonly number[]): number {
  return magnitudes.reduce((a, b) => Math.max(a, b), 0);
}
