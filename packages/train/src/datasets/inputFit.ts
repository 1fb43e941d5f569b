import { rangeOf, type Fixed } from '@nx-codesign/ir';
import type { Arrays } from '../training/types';

/** How well the input format holds the training split. */
export interface InputFit {
  /** Share of the training inputs that lie on the format's smallest or largest value. */
  readonly atLimits: number;
  /** Share of the format's values that the training inputs take. */
  readonly usedLevels: number;
}

/** Widest format whose values are counted one by one. */
const mostLevels = 2 ** 16;
const decimals = 1e6;

/**
 * Counts the training inputs at the limits of the format, where saturation leaves them, and the values in use. Many
 * at the limits: more integer bits; few values in use: fewer. An unsigned format's zero is no limit.
 */
export function inputFitOf({ x }: Arrays, format: Fixed): InputFit {
  const { low, high } = rangeOf(format);
  const scale = 2 ** format.fraction;
  const levels = high - low + 1;
  const seen = new Uint8Array(Math.min(levels, mostLevels));
  let atLimits = 0;
  for (const value of x) {
    const integer = value * scale;
    if (integer >= high || (format.signed && integer <= low)) atLimits++;
    if (levels <= mostLevels) seen[integer - low] = 1;
  }
  const used = levels <= mostLevels ? seen.reduce((sum, each) => sum + each, 0) / levels : 1;
  return { atLimits: rounded(atLimits / x.length), usedLevels: rounded(used) };
}

function rounded(share: number): number {
  return Math.round(share * decimals) / decimals;
}
