import {
  CodesignError,
  lower,
  magnitudesOf,
  partialSumsOf,
  type IntegerOperation,
  type Network,
  type Weights,
} from '@nx-codesign/ir';
import { snapWeights } from './snapWeights';

/** float32 holds every integer below 2^24, and every integer and a half below 2^23. */
const exactBits = 24;

/**
 * Throws CodesignError `quantization.accumulator` unless every sum of the quantised network, whatever the order of
 * its terms, stays where float32 is exact, so that training computes the hardware's integers. `weights` may be
 * unrounded. Also throws what `lower` throws.
 */
export function checkAccumulators(network: Network, weights: Weights): void {
  const { operations } = lower(network, snapWeights(network, weights));
  operations.forEach((operation) => {
    const largest = largestPartial(operation, operations);
    if (largest >= 2 ** exactBits) throw tooWide(operation.layer, largest);
  });
}

/** Bound on the magnitude of everything that float32 computes on the way to an operation's value. */
function largestPartial(operation: IntegerOperation, operations: readonly IntegerOperation[]): number {
  switch (operation.kind) {
    case 'matvec':
      return largestOf(partialSumsOf(operation, operations[operation.x]));
    case 'add': {
      const before = operations[operation.x];
      const sums =
        before.kind === 'matvec' ? partialSumsOf(before, operations[before.x]) : magnitudesOf(before);
      const { constant } = operation;
      return largestOf(sums.map((sum, i) => sum + Math.abs(constant[i % constant.length])));
    }
    case 'sum': {
      const x = operations[operation.x];
      return largestOf(magnitudesOf(x)) * x.shape.at(-2)!;
    }
    case 'quantize': {
      // Rounding adds half a step; where the step is the grid itself, the sum needs one bit more.
      const drops = operation.channels.every(({ shift }) => shift > 0);
      return largestOf(magnitudesOf(operations[operation.x])) * (drops ? 1 : 2);
    }
    default:
      return largestOf(magnitudesOf(operation));
  }
}

function largestOf(magnitudes: readonly number[]): number {
  return magnitudes.reduce((a, b) => Math.max(a, b), 0);
}

function tooWide(layer: string, largest: number): CodesignError {
  return new CodesignError(
    'quantization.accumulator',
    `Layer '${layer}' may reach ${largest} in integers; training is exact below 2^${exactBits} = ` +
      `${2 ** exactBits} only. Use fewer weightBits or activationBits, or fewer inputs to this layer.`,
  );
}
