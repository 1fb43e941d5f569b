import { rangeOf, type Network, type Weights } from '@nx-codesign/ir';
import type { DigitLimits } from './candidate';
import { quantizedKernels, type QuantizedKernel } from './quantizedKernels';
import { digitCount, nearestWithDigits } from './signedDigits';
import type { KernelCosts } from './weightCosts';

/** What a step chooses by, and how many digits it removes. */
export interface DigitChoice {
  /** Loss per change of every kernel weight, by kernel (`weightImportance`). */
  readonly importance: Readonly<Record<string, Float64Array>>;
  /** Cost of every kernel weight as it is, by kernel (`weightCosts`). */
  readonly costs: KernelCosts;
  /** Share of all signed digits of all kernels that goes, 0 to 1; at least one. */
  readonly share: number;
  readonly limits?: DigitLimits;
}

/** One weight going down to `digits` signed digits. */
interface Move {
  readonly tensor: string;
  readonly index: number;
  readonly digits: number;
  readonly score: number;
}

/**
 * Limits on the signed digits of every kernel weight, so that a share of all digits goes: those first whose removal
 * costs the least loss, to first order, per adder bit saved. A weight goes to the nearest integer with one digit less,
 * in the end to 0. Ties go by kernel and position. Undefined when no digit is left.
 */
export function reduceDigits(
  network: Network,
  weights: Weights,
  choice: DigitChoice,
): DigitLimits | undefined {
  const kernels = quantizedKernels(network, weights);
  const moves = kernels.flatMap((kernel) => movesOf(kernel, choice)).sort((a, b) => a.score - b.score);
  if (moves.length === 0) return undefined;
  const limits = Object.fromEntries(kernels.map((kernel) => [kernel.tensor, limitsNow(kernel, choice)]));
  const goal = Math.max(1, Math.round(choice.share * moves.length));
  for (const { tensor, index, digits } of moves.slice(0, goal)) {
    limits[tensor][index] = Math.min(limits[tensor][index], digits);
  }
  return limits;
}

/** The limits so far; where there are none, the digits that the widest integers of the format may have. */
function limitsNow({ tensor, integers }: QuantizedKernel, { limits }: DigitChoice): Uint8Array {
  return limits?.[tensor]?.slice() ?? new Uint8Array(integers.length).fill(mostDigits);
}

/** More digits than any integer of 32 bits has. */
const mostDigits = 32;

function movesOf(
  { tensor, integers, formatAt }: QuantizedKernel,
  { importance, costs }: DigitChoice,
): Move[] {
  return Array.from(integers).flatMap((integer, index) => {
    const count = digitCount(integer);
    if (count === 0) return [];
    const format = formatAt(index);
    const costPerDigit = costs[tensor].data[index] / count;
    const lossPerStep = (importance[tensor][index] * 2 ** -format.fraction) / costPerDigit;
    const range = rangeOf(format);
    let moved = 0;
    let score = 0;
    return Array.from({ length: count }, (_, gone): Move => {
      const digits = count - gone - 1;
      const change = Math.abs(integer - nearestWithDigits(integer, digits, range));
      // Never before the digit that goes first.
      score = Math.max(score, lossPerStep * (change - moved));
      moved = change;
      return { tensor, index, digits, score };
    });
  });
}
