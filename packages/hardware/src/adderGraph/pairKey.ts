import type { SharedSum } from './sharedSums';

/** A term in one number: `(symbol * 64 + shift) * 2 + negative`. */
export type TermCode = number;

const shiftBase = 64;
const symbolBase = 2 ** 20;

export function termCode(symbol: number, shift: number, negative: boolean): TermCode {
  return symbol * 128 + shift * 2 + (negative ? 1 : 0);
}

export function symbolOf(code: TermCode): number {
  return code >>> 7;
}

export function shiftOf(code: TermCode): number {
  return (code >>> 1) & 63;
}

export function isNegative(code: TermCode): boolean {
  return (code & 1) === 1;
}

/** The same number for all pairs with the same sum up to a shift and a sign in common. */
export function pairKey(a: TermCode, b: TermCode): number {
  const difference = shiftOf(b) - shiftOf(a);
  const negative = (a ^ b) & 1;
  return difference > 0 || (difference === 0 && a < b)
    ? pack(symbolOf(a), symbolOf(b), difference, negative)
    : pack(symbolOf(b), symbolOf(a), -difference, negative);
}

/** The sum that a key stands for: the term of the lower shift is positive. */
export function sumOfKey(key: number): SharedSum {
  const pair = Math.floor(key / (2 * shiftBase));
  return {
    first: Math.floor(pair / symbolBase),
    second: pair % symbolBase,
    shift: Math.floor(key / 2) % shiftBase,
    negative: key % 2 === 1,
  };
}

function pack(first: number, second: number, shift: number, negative: number): number {
  return (first * symbolBase + second) * (2 * shiftBase) + 2 * shift + negative;
}
