import type { DataSet } from '../training/types';
import type { DataFiles } from './dataFiles';
import type { Normalisation, NormaliseOptions } from './normalisation';
import type { ValueKind } from './valueKind';

/** What the numbers of a regression mean. */
export interface TargetDescription {
  /** Names of the outputs, in order. */
  readonly names: readonly string[];
  /** Unit of the outputs, and so of the errors. */
  readonly unit?: string;
  /** Column and row of a place in the image relative to its middle; flips, rotations and shifts move it. */
  readonly meaning?: 'position';
}

/** How well a method without any network does, for comparison. */
export interface Baseline {
  readonly method: string;
  readonly split: 'test';
  /** Samples that it was measured on: the first of the split. */
  readonly count: number;
  /** Euclidean distance to the targets, in their unit. */
  readonly meanDistance: number;
  readonly distance95: number;
}

/** What `dataset.json` says of where the data came from. */
export interface Origin {
  readonly normalisation: Normalisation;
  /** Made by a simulation, not measured. */
  readonly simulated?: true;
  /** Names of the classes by label. */
  readonly classNames?: readonly string[];
  /** Names of the features of the last axis. */
  readonly featureNames?: readonly string[];
  /** Of a regression. */
  readonly targets?: TargetDescription;
}

/** Labelled examples as a source holds them, before resizing and normalisation. */
export interface RawExamples {
  readonly count: number;
  /** Shape of one example. */
  readonly shape: readonly number[];
  /** Class labels `[count]` of a classification, targets `[count, outputs]` of a regression. */
  readonly y: Uint8Array | Int32Array | Float32Array;
  /**
   * `[length, ...shape]` from example `start`: unsigned bytes of images, or real values. May be a view that the next
   * call overwrites.
   */
  rows(start: number, length: number): Uint8Array | Float32Array;
}

/** What a source delivers: one pool of examples to split, and its own test set where it has one. */
export interface RawData {
  readonly pool: RawExamples;
  readonly test?: RawExamples;
  /** Closes what is open; to be called once all rows are read. */
  close?(): void;
  /** Names of the classes by label, where only the data tells them. */
  readonly classNames?: readonly string[];
  /** A classical method on examples, given by their set and index. */
  readonly baseline?: (test: { readonly from: RawExamples; readonly indices: Int32Array }) => Baseline;
}

/** What a source says before its data is read. */
export interface SourceSummary {
  readonly task: DataSet['task'];
  readonly shape: readonly number[];
  readonly poolCount: number;
  readonly testCount?: number;
  readonly values: ValueKind;
  readonly origin: Origin;
  /** Scales from the training split instead of the constants in `origin`, where `dataset.normalise` is silent. */
  readonly normalise?: NormaliseOptions;
}

/** One kind of data source: `check` reads headers and sizes only, `load` opens or makes everything. */
export interface SourceLoader<Source> {
  check(source: Source, files: DataFiles): SourceSummary | Promise<SourceSummary>;
  load(source: Source, files: DataFiles): RawData | Promise<RawData>;
}

/** Examples whose values are in memory, `x: [count, ...shape]`. */
export function examplesInMemory(
  x: Uint8Array | Float32Array,
  { count, shape, y }: Pick<RawExamples, 'count' | 'shape' | 'y'>,
): RawExamples {
  const size = x.length / count;
  return { count, shape, y, rows: (start, length) => x.subarray(start * size, (start + length) * size) };
}
