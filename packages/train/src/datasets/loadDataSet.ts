import { CodesignError, type Fixed } from '@nx-codesign/ir';
import type { DataSet } from '../training/types';
import type { DataFiles } from './dataFiles';
import { checkFeatureFormat, quantizeFeatures } from './featureFormat';
import { checkInputFormat, quantizePixels } from './inputFormat';
import type { Normalisation, RawData, RawExamples, SourceSummary } from './rawData';
import { checkResize, resizeByArea } from './resizeByArea';
import { checkSource, loadSource, type Source } from './sources';
import { shuffledIndices, splitSizes, stratifiedIndices, type Shares, type SplitOrder } from './split';

/** A data set as the configuration describes it. */
export interface DataSetOptions {
  readonly source: Source;
  /** Height and width to average the images down to. Default: as they are. */
  readonly resize?: readonly [number, number];
  /** Shares of the pool; `test` only where the source has no test set of its own. */
  readonly split: Shares & { readonly order?: SplitOrder };
  readonly inputFormat: Fixed;
  /** Largest number of examples per split, for small runs. */
  readonly limit?: { readonly train?: number; readonly validation?: number; readonly test?: number };
  readonly seed: number;
}

/** Missing labels that an error names at most. */
const namedLabels = 5;

interface Picked {
  readonly from: RawExamples;
  readonly indices: Int32Array;
}
type Picks = Readonly<Record<'train' | 'validation' | 'test', Picked>>;

/**
 * Checks everything that can be checked without reading the data: files, sizes, counts, shares, formats.
 * Throws CodesignError with a code that begins with `dataset.`.
 */
export function checkDataSet(options: DataSetOptions, files: DataFiles): SourceSummary {
  const summary = checkSource(options.source, files);
  const checkFormat = summary.values === 'bytes' ? checkInputFormat : checkFeatureFormat;
  checkFormat(options.inputFormat);
  checkTestShare(options.split, summary.testCount !== undefined);
  splitSizes(summary.poolCount, options.split);
  if (options.resize) {
    const [height, width] = imageSize(summary);
    checkResize({ height, width }, options.resize);
  }
  return summary;
}

/**
 * Reads, splits, resizes and quantises a data set; deterministic in the files and the options. Train and
 * validation stand in the split's seeded order, so any prefix is a fair sample; test stands in the file's order.
 * Throws as `checkDataSet` does, and `dataset.classes` where a class has no training example or the labels of
 * training and validation do not make a classification of the test set.
 */
export function loadDataSet(options: DataSetOptions, files: DataFiles): DataSet {
  const summary = checkDataSet(options, files);
  const raw = loadSource(options.source, files);
  const full = pickSplits(raw, options);
  const picks = limitSplits(full, options);
  const convert = ({ from, indices }: Picked) => ({
    count: indices.length,
    x: convertInputs({ from, indices }, { ...options, normalisation: summary.origin.normalisation }),
    y: Int32Array.from(indices, (index) => from.y[index]),
  });
  return {
    task: 'classification',
    inputShape: options.resize ?? raw.pool.shape,
    classes: countClasses(full),
    train: convert(picks.train),
    validation: convert(picks.validation),
    test: convert(picks.test),
  };
}

/** The splits in full. */
function pickSplits({ pool, test }: RawData, { split, seed }: DataSetOptions): Picks {
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

function limitSplits({ train, validation, test }: Picks, { limit = {} }: DataSetOptions): Picks {
  return {
    train: { ...train, indices: train.indices.slice(0, limit.train) },
    validation: { ...validation, indices: validation.indices.slice(0, limit.validation) },
    test: { ...test, indices: test.indices.slice(0, limit.test).sort() },
  };
}

function orderOf(examples: RawExamples, { split, seed }: Pick<DataSetOptions, 'split' | 'seed'>): Int32Array {
  return split.order === 'random'
    ? shuffledIndices(examples.count, seed)
    : stratifiedIndices(examples.y, seed);
}

function convertInputs(
  { from, indices }: Picked,
  { resize, inputFormat, normalisation }: DataSetOptions & { readonly normalisation: Normalisation },
): Float32Array {
  if (from.x instanceof Float32Array) {
    return quantizeFeatures(gathered(from.x, from.count, indices), normalisation, inputFormat);
  }
  const pixels = gathered(from.x, from.count, indices);
  if (!resize) return quantizePixels({ numerators: Float64Array.from(pixels), denominator: 1 }, inputFormat);
  const [height, width] = from.shape;
  return quantizePixels(resizeByArea(pixels, { count: indices.length, height, width }, resize), inputFormat);
}

/** The examples at the given indices, in their order. */
function gathered<T extends Uint8Array | Float32Array>(x: T, count: number, indices: Int32Array): T {
  const size = x.length / count;
  const rows = new (x.constructor as new (length: number) => T)(indices.length * size);
  indices.forEach((index, row) => rows.set(x.subarray(index * size, (index + 1) * size), row * size));
  return rows;
}

function imageSize({ shape, values }: SourceSummary): readonly [number, number] {
  if (shape.length === 2 && values === 'bytes') return [shape[0], shape[1]];
  throw new CodesignError(
    'dataset.resize',
    `dataset.resize needs images [height, width]; the source has ${values} of shape [${shape.join(', ')}]. ` +
      `Remove dataset.resize.`,
  );
}

function checkTestShare(shares: Shares, hasTest: boolean): void {
  if (hasTest === !shares.test) return;
  throw new CodesignError(
    'dataset.split',
    hasTest
      ? 'dataset.split has a share for test, but the source has its own test set. Remove dataset.split.test.'
      : 'The source has no test set of its own and dataset.split no share for it. Add dataset.split.test.',
  );
}

/** From the labels that training may see; a network's width must not depend on the test set. */
function countClasses({ train, validation, test }: Picks): number {
  const classes = Math.max(...[train, validation].map(largestLabel)) + 1;
  if (classes === 1) {
    throw new CodesignError(
      'dataset.classes',
      'All labels are 0; a classification needs at least two classes. Check dataset.source.',
    );
  }
  refuseUntaught(train, classes);
  const largest = largestLabel(test);
  if (largest < classes) return classes;
  throw new CodesignError(
    'dataset.classes',
    `The test split has the label ${largest}, but training and validation have 0 to ${classes - 1} only: no network ` +
      `would have an output for it. Check dataset.source; a stratified split gives every class to training.`,
  );
}

/** A class without a training example makes an output that nothing teaches, and hardware for it. */
function refuseUntaught({ from, indices }: Picked, classes: number): void {
  const seen = new Set(Array.from(indices, (index) => from.y[index]));
  const missing = Array.from({ length: classes }, (_, label) => label).filter((label) => !seen.has(label));
  if (missing.length === 0) return;
  const some = missing.slice(0, namedLabels).join(', ');
  const more = missing.length - namedLabels;
  throw new CodesignError(
    'dataset.classes',
    `Labels go up to ${classes - 1}, so every label from 0 to ${classes - 1} is a class, but no training ` +
      `example has ${some}${more > 0 ? ` (and ${more} more)` : ''}. Number the classes from 0 ` +
      `without gaps in the label file, or add examples of the missing ones.`,
  );
}

function largestLabel({ from, indices }: Picked): number {
  return indices.reduce((largest, index) => Math.max(largest, from.y[index]), 0);
}
