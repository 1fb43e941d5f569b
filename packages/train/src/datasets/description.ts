import { sha256, type Fixed } from '@nx-codesign/ir';
import type { Arrays, DataSet } from '../training/types';
import { inputFitOf, type InputFit } from './inputFit';
import type { Baseline, Origin } from './rawData';

/** The names of the splits, in the order of use. */
export const splitNames = ['train', 'validation', 'test'] as const;
export type SplitName = (typeof splitNames)[number];

/** What `dataset.json` says of one split. */
export interface SplitDescription {
  readonly file: string;
  readonly sha256: string;
  readonly count: number;
  /** Examples of each class, by class. */
  readonly perClass?: readonly number[];
  /** Smallest and largest input value. */
  readonly range: { readonly low: number; readonly high: number };
}

/** Content of `dataset.json`. */
export interface DataSetDescription extends Origin {
  readonly formatVersion: 1;
  readonly task: DataSet['task'];
  readonly inputShape: readonly number[];
  /** Of a classification. */
  readonly classes?: number;
  /** Numbers per sample, of a regression. */
  readonly outputs?: number;
  readonly inputFormat: Fixed;
  readonly inputFit: InputFit;
  /** How well a method without a network does, where the source has one. */
  readonly baseline?: Baseline;
  readonly splits: Readonly<Record<SplitName, SplitDescription>>;
}

/** Name of the file that holds a split. */
export function splitFileName(split: SplitName): string {
  return `${split}.safetensors`;
}

/** Describes a data set and the files that its splits were written to. */
export function describeDataSet(
  dataSet: DataSet,
  written: {
    inputFormat: Fixed;
    origin: Origin & { baseline?: Baseline };
    splitFiles: Readonly<Record<SplitName, Uint8Array>>;
  },
): DataSetDescription {
  const describe = (split: SplitName): SplitDescription => ({
    file: splitFileName(split),
    sha256: sha256(written.splitFiles[split]),
    count: dataSet[split].count,
    ...(dataSet.classes && { perClass: countPerClass(dataSet[split], dataSet.classes) }),
    range: rangeOfInputs(dataSet[split]),
  });
  return {
    formatVersion: 1,
    task: dataSet.task,
    inputShape: dataSet.inputShape,
    ...(dataSet.classes
      ? { classes: dataSet.classes }
      : { outputs: dataSet.train.y.length / dataSet.train.count }),
    inputFormat: written.inputFormat,
    inputFit: inputFitOf(dataSet.train, written.inputFormat),
    ...written.origin,
    splits: { train: describe('train'), validation: describe('validation'), test: describe('test') },
  };
}

function countPerClass({ y }: Arrays, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  y.forEach((label) => counts[label]++);
  return counts;
}

function rangeOfInputs({ x }: Arrays): { low: number; high: number } {
  let [low, high] = [x[0], x[0]];
  for (const value of x) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, high };
}
