import { CodesignError } from '@nx-codesign/ir';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { shuffle } from '../training/shuffle';

/** Shares of a data set; they sum to 1. `test` is 0 or absent where the source brings its own test set. */
export interface Shares {
  readonly train: number;
  readonly validation: number;
  readonly test?: number;
}

/** `stratified` keeps the classes' shares in every split, `random` does not look at the labels. */
export type SplitOrder = 'stratified' | 'random';

const sumTolerance = 1e-9;

/** A seeded permutation of `0 ... count - 1` (`shuffle`, xoroshiro128+). */
export function shuffledIndices(count: number, seed: number): Int32Array {
  const indices = Int32Array.from({ length: count }, (_, index) => index);
  shuffle(indices, xoroshiro128plus(seed));
  return indices;
}

/**
 * A seeded permutation in which every stretch holds each class in nearly its share of the whole: the k-th of a
 * class's n shuffled examples stands at position `(2k + 1) / 2n` of the order. O(n log n).
 */
export function stratifiedIndices(
  labels: Uint8Array | Int32Array | readonly number[],
  seed: number,
): Int32Array {
  const totals = new Map<number, number>();
  for (const label of labels) totals.set(label, (totals.get(label) ?? 0) + 1);
  const seen = new Map<number, number>();
  const positions = new Float64Array(labels.length);
  const shuffled = shuffledIndices(labels.length, seed);
  for (const index of shuffled) {
    const label = labels[index];
    const rank = seen.get(label) ?? 0;
    seen.set(label, rank + 1);
    positions[index] = (2 * rank + 1) / (2 * totals.get(label)!);
  }
  return shuffled.sort((a, b) => positions[a] - positions[b] || labels[a] - labels[b]);
}

/**
 * Sizes of the splits of `count` examples: cumulative shares rounded half up, so they add up to `count`.
 * Throws CodesignError `dataset.split` for shares that are out of range or leave a split empty.
 */
export function splitSizes(
  count: number,
  shares: Shares,
): { train: number; validation: number; test: number } {
  checkShares(shares);
  const trainEnd = Math.floor(count * shares.train + 0.5);
  const validationEnd = shares.test ? Math.floor(count * (shares.train + shares.validation) + 0.5) : count;
  const sizes = { train: trainEnd, validation: validationEnd - trainEnd, test: count - validationEnd };
  if (sizes.train < 1 || sizes.validation < 1 || (shares.test && sizes.test < 1)) {
    throw new CodesignError(
      'dataset.split',
      `${count} examples split into ${JSON.stringify(sizes)}: a split is empty. Give more data or other shares.`,
    );
  }
  return sizes;
}

/** Throws CodesignError `dataset.split` unless every share lies in 0 ... 1 (open) and their sum is 1. */
export function checkShares(shares: Shares): void {
  const given = [shares.train, shares.validation, ...(shares.test ? [shares.test] : [])];
  const sum = given.reduce((total, share) => total + share, 0);
  if (given.every((share) => share > 0 && share < 1) && Math.abs(sum - 1) <= sumTolerance) return;
  throw new CodesignError(
    'dataset.split',
    `dataset.split is ${JSON.stringify(shares)}: expected shares between 0 and 1 that sum to 1, found the sum ` +
      `${Number(sum.toPrecision(6))}. Change the shares.`,
  );
}
