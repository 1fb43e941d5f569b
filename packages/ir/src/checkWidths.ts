import { halfStep } from './elementwise';
import { CodesignError } from './error';
import type { IntegerOperation, IntegerProgram } from './integerProgram';

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
  const own = magnitudes(operation).reduce((a, b) => Math.max(a, b), 0);
  if (operation.kind === 'quantize') {
    const source = magnitudes(operations[operation.x]).reduce((a, b) => Math.max(a, b), 0);
    return Math.max(own, source + halfStep(operation));
  }
  if (operation.kind !== 'matvec') return own;
  const { inputs, outputs, data } = operation.kernel;
  const x = magnitudes(operations[operation.x]);
  const sums = new Float64Array(outputs);
  for (let i = 0; i < inputs; i++) {
    for (let j = 0; j < outputs; j++) sums[j] += x[i] * Math.abs(data[i * outputs + j]);
  }
  return sums.reduce((a, b) => Math.max(a, b), own);
}

function magnitudes({ low, high }: IntegerOperation): number[] {
  return low.map((bound, i) => Math.max(Math.abs(bound), Math.abs(high[i])));
}
