import type { DataFiles } from './dataFiles';

/** Input value = (source value - offset) / divisor, rounded onto the input format; lists: one per feature (last axis). */
export interface Normalisation {
  readonly offset: number | readonly number[];
  readonly divisor: number | readonly number[];
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
}

/** Labelled examples as a source holds them, before resizing and normalisation. */
export interface RawExamples {
  readonly count: number;
  /** Shape of one example. */
  readonly shape: readonly number[];
  /** `[count, ...shape]`: unsigned bytes of images, or real values. */
  readonly x: Uint8Array | Float32Array;
  /** Class labels `[count]`. */
  readonly y: Uint8Array;
}

/** What a source delivers: one pool of examples to split, and its own test set where it has one. */
export interface RawData {
  readonly pool: RawExamples;
  readonly test?: RawExamples;
}

/** What a source says before its data is read. */
export interface SourceSummary {
  readonly shape: readonly number[];
  readonly poolCount: number;
  readonly testCount?: number;
  /** Images of unsigned bytes, or real values of either sign. */
  readonly values: 'bytes' | 'reals';
  readonly origin: Origin;
}

/** One kind of data source: `check` reads headers and sizes only, `load` reads or makes everything. */
export interface SourceLoader<Source> {
  check(source: Source, files: DataFiles): SourceSummary;
  load(source: Source, files: DataFiles): RawData;
}
