import type { AssumedFeature } from '../assumedFeatures';

/** A product of features, none for the constant, and its weight in the exponent. */
export interface CorrectionTerm {
  readonly of: readonly AssumedFeature[];
  readonly weight: number;
}

/** What estimates without weights are corrected by. */
export interface AssumedCorrection {
  /** What it was fitted to. */
  readonly samples: string;
  /** Of built networks, corrected estimate over count, in words. */
  readonly error: string;
  /** Least and most of each feature over the samples. */
  readonly range: Readonly<Record<AssumedFeature, readonly [least: number, most: number]>>;
  readonly luts: readonly CorrectionTerm[];
  readonly ffs: readonly CorrectionTerm[];
}
