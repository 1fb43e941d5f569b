import { CodesignError, type Fixed } from '@nx-codesign/ir';
import type { Arrays, DataSet, Targets } from '../training/types';
import { emptySplit } from './artefacts';
import { augment, checkAugment, type Augment } from './augment';
import { pickedRows } from './blocks';
import { countClasses } from './classes';
import { convertInputs } from './convertInputs';
import type { DataFiles } from './dataFiles';
import { checkFeatureFormat } from './featureFormat';
import { checkFinite } from './finiteInputs';
import { checkInputFormat } from './inputFormat';
import {
  checkNormalise,
  FeatureStatistics,
  type Normalisation,
  type NormaliseOptions,
} from './normalisation';
import { limitSplits, pickSplits, type Limits, type Picked, type Picks } from './picks';
import type { Baseline, Origin, RawData, SourceSummary } from './rawData';
import { checkResize } from './resizeByArea';
import { checkSource, loadSource, type Source } from './sources';
import { splitSizes, type Shares, type SplitOrder } from './split';

/** A data set as the configuration describes it. */
export interface DataSetOptions {
  /** What the study is about; an error where the source has something else. Default: what the source has. */
  readonly task?: DataSet['task'];
  readonly source: Source;
  /** Height and width to average the images down to. Default: as they are. */
  readonly resize?: readonly [number, number];
  /** Scales of features from the training split. Default: the source's own scales. */
  readonly normalise?: NormaliseOptions;
  /** Shares of the pool; `test` only where the source has no test set of its own. */
  readonly split: Shares & { readonly order?: SplitOrder };
  readonly inputFormat: Fixed;
  /** Largest number of examples per split, for small runs. */
  readonly limit?: Limits;
  /** Changed copies that the training split gains. */
  readonly augment?: Augment;
  readonly seed: number;
}

/** A data set with what its description says of it. */
export interface PreparedDataSet {
  readonly dataSet: DataSet;
  readonly origin: Origin & { readonly baseline?: Baseline };
  /** Splits as their files hold them, for `writeDataSet`. */
  readonly encoded: Readonly<Partial<Record<keyof Picks, Uint8Array>>>;
}

/**
 * Checks everything that can be checked without reading the data: files, sizes, counts, shares, formats.
 * Throws CodesignError with a code that begins with `dataset.`.
 */
export async function checkDataSet(options: DataSetOptions, files: DataFiles): Promise<SourceSummary> {
  const summary = await checkSource(options.source, files);
  checkTask(options, summary);
  const checkFormat = summary.values === 'reals' ? checkFeatureFormat : checkInputFormat;
  checkFormat(options.inputFormat);
  checkNormalise(options.normalise, summary.values);
  checkTestShare(options.split, summary.testCount !== undefined);
  splitSizes(summary.poolCount, options.split);
  if (options.resize) {
    const [height, width] = imageSize(summary);
    checkResize({ height, width }, options.resize);
  }
  if (options.augment) {
    checkAugment(options.augment, {
      ...summary.origin,
      shape: options.resize ?? summary.shape,
      task: summary.task,
    });
  }
  return summary;
}

/** As `prepareDataSet`, without the description. */
export async function loadDataSet(options: DataSetOptions, files: DataFiles): Promise<DataSet> {
  return (await prepareDataSet(options, files)).dataSet;
}

/**
 * Reads, splits, normalises, resizes, quantises and augments a data set; deterministic in the files and the options.
 * Train and validation stand in the split's seeded order, so any prefix is a fair sample; test stands in the file's
 * order. Scales come from the training split alone. Throws as `checkDataSet` does, and `dataset.classes` where a
 * class has no training example or the labels of training and validation do not make a classification of the test set.
 */
export async function prepareDataSet(options: DataSetOptions, files: DataFiles): Promise<PreparedDataSet> {
  const summary = await checkDataSet(options, files);
  const raw = await loadSource(options.source, files);
  try {
    return prepared(raw, summary, options);
  } finally {
    raw.close?.();
  }
}

function prepared(raw: RawData, summary: SourceSummary, options: DataSetOptions): PreparedDataSet {
  const { origin, task } = summary;
  const full = pickSplits(raw, options);
  const classes = task === 'classification' ? countClasses(full) : undefined;
  const picks = limitSplits(full, options.limit);
  const normalisation = normalisationOf(picks.train, {
    origin,
    normalise: options.normalise ?? summary.normalise,
  });
  const inputShape = options.resize ?? raw.pool.shape;
  const { arrays, encoded } = convertPicks(picks, { ...options, normalisation, inputShape });
  const baseline = raw.baseline?.(picks.test);
  const dataSet = { task, inputShape, ...(classes !== undefined && { classes }), ...arrays };
  const described = {
    ...origin,
    ...(raw.classNames && { classNames: raw.classNames }),
    normalisation,
    ...(baseline && { baseline }),
  };
  if (options.augment === undefined) return { dataSet, origin: described, encoded };
  const { validation, test } = encoded;
  const train = augment(arrays.train, { ...options, ...origin, shape: inputShape, augment: options.augment });
  return { dataSet: { ...dataSet, train }, origin: described, encoded: { validation, test } };
}

/** From the training split alone. */
function normalisationOf(
  train: Picked,
  { origin, normalise }: { origin: Origin; normalise?: NormaliseOptions },
): Normalisation {
  if (normalise === undefined) return origin.normalisation;
  const { method, divisor } = normalise;
  if (method === 'none') return { offset: 0, divisor: 1 };
  const statistics = new FeatureStatistics(train.from.shape.at(-1) ?? 1);
  for (const { values, positions } of pickedRows([train])) {
    checkRows(values, { ...train, split: 'train', positions });
    statistics.add(values);
  }
  return statistics.scales({ method, divisor });
}

/** Reads all picks at once and writes their inputs straight into the bytes of their files. */
function convertPicks(
  picks: Picks,
  conversion: Pick<DataSetOptions, 'inputFormat' | 'resize'> & {
    readonly normalisation: Normalisation;
    readonly inputShape: readonly number[];
  },
): { readonly arrays: Record<keyof Picks, Arrays>; readonly encoded: Record<keyof Picks, Uint8Array> } {
  const { inputShape } = conversion;
  const size = inputShape.reduce((product, axis) => product * axis, 1);
  const opened = (split: keyof Picks) => {
    const picked = { ...picks[split], split };
    const [count, y] = [picked.indices.length, targetsOf(picked)];
    return { ...picked, count, y, ...emptySplit({ count, y }, inputShape) };
  };
  const [train, validation, test] = [opened('train'), opened('validation'), opened('test')];
  for (const { pick, values, positions } of pickedRows([train, validation, test])) {
    checkRows(values, { ...pick, positions });
    const inputs = convertInputs(values, { ...conversion, shape: pick.from.shape });
    positions.forEach((position, row) => {
      pick.x.set(inputs.subarray(row * size, (row + 1) * size), position * size);
    });
  }
  const arrays = ({ count, x, y }: typeof train): Arrays => ({ count, x, y });
  return {
    arrays: { train: arrays(train), validation: arrays(validation), test: arrays(test) },
    encoded: { train: train.bytes, validation: validation.bytes, test: test.bytes },
  };
}

/** Examples of a split that are read; an error names them as the source counts them. */
interface NamedRows extends Picked {
  readonly split: keyof Picks;
  readonly positions: Int32Array;
}

function checkRows(values: Uint8Array | Float32Array, { indices, split, positions }: NamedRows): void {
  if (!(values instanceof Float32Array)) return;
  const rows = positions.map((position) => indices[position]);
  checkFinite(values, values.length / rows.length, { split, rows });
}

function targetsOf({ from, indices, split }: Picked & { readonly split: keyof Picks }): Targets {
  const { y } = from;
  if (!(y instanceof Float32Array)) return Int32Array.from(indices, (index) => y[index]);
  const outputs = y.length / from.count;
  const targets = new Float32Array(indices.length * outputs);
  indices.forEach((index, row) => {
    targets.set(y.subarray(index * outputs, (index + 1) * outputs), row * outputs);
  });
  checkFinite(targets, outputs, { split, rows: indices });
  return targets;
}

function imageSize({ shape, values }: SourceSummary): readonly [number, number] {
  if (shape.length === 2 && values === 'bytes') return [shape[0], shape[1]];
  throw new CodesignError(
    'dataset.resize',
    `dataset.resize needs images [height, width]; the source has ${values} of shape [${shape.join(', ')}]. ` +
      `Remove dataset.resize.`,
  );
}

function checkTask({ task, source }: DataSetOptions, summary: SourceSummary): void {
  if (task === undefined || task === summary.task) return;
  throw new CodesignError(
    'dataset.task',
    `The study is a ${task}, but a source of kind ${source.kind} makes a ${summary.task} here. ` +
      `Set "task": "${summary.task}", or choose another source.`,
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
