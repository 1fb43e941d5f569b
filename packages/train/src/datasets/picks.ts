import type { RawData, RawExamples } from './rawData';
import { shuffledIndices, splitSizes, stratifiedIndices, type Shares, type SplitOrder } from './split';

/** Examples that a split takes, in its order. */
export interface Picked {
  readonly from: RawExamples;
  readonly indices: Int32Array;
}
export type Picks = Readonly<Record<'train' | 'validation' | 'test', Picked>>;

/** How examples are divided. */
export interface SplitOptions {
  readonly split: Shares & { readonly order?: SplitOrder };
  readonly seed: number;
}

/** Most samples of each split. */
export type Limits = { readonly [Split in keyof Picks]?: number };

/** The splits in full. A regression has no classes to stratify by: its order is random. */
export function pickSplits({ pool, test }: RawData, { split, seed }: SplitOptions): Picks {
  const order = orderOf(pool, { split, seed });
  const sizes = splitSizes(pool.count, split);
  const testStart = sizes.train + sizes.validation;
  return {
    train: { from: pool, indices: order.slice(0, sizes.train) },
    validation: { from: pool, indices: order.slice(sizes.train, testStart) },
    test: test
      ? { from: test, indices: orderOf(test, { split, seed }) }
      : { from: pool, indices: order.slice(testStart) },
  };
}

/** The first samples of each split; those of the test in the order of their file. */
export function limitSplits({ train, validation, test }: Picks, limit: Limits = {}): Picks {
  return {
    train: { ...train, indices: train.indices.slice(0, limit.train) },
    validation: { ...validation, indices: validation.indices.slice(0, limit.validation) },
    test: { ...test, indices: test.indices.slice(0, limit.test).sort() },
  };
}

function orderOf({ count, y }: RawExamples, { split, seed }: SplitOptions): Int32Array {
  return split.order === 'random' || y instanceof Float32Array
    ? shuffledIndices(count, seed)
    : stratifiedIndices(y, seed);
}
