import type { DataFiles } from './dataFiles';

/** Labelled examples as a file holds them, before resizing and normalisation. */
export interface RawExamples {
  readonly count: number;
  /** Shape of one example. */
  readonly shape: readonly number[];
  /** `[count, ...shape]`, unsigned bytes. */
  readonly x: Uint8Array;
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
}

/** One kind of data source: `check` reads headers and sizes only, `load` reads everything. */
export interface SourceLoader<Source> {
  check(source: Source, files: DataFiles): SourceSummary;
  load(source: Source, files: DataFiles): RawData;
}
