import { CodesignError } from '@nx-codesign/ir';
import type { ValueKind } from './valueKind';

/** Input value = (source value - offset) / divisor, rounded onto the input format; lists: one per feature (last axis). */
export interface Scales {
  readonly offset: number | readonly number[];
  readonly divisor: number | readonly number[];
  /** How they follow from the training split; absent where they are constants of the source. */
  readonly method?: TrainMethod;
}

/** Input value = (v - least) / (largest - least) over the sample's own values; 0 where all are equal. */
export interface PerSample {
  readonly method: 'minMaxPerSample';
}

/** How source values become inputs. */
export type Normalisation = Scales | PerSample;

/**
 * Ways to take scales from the training split, per feature: `standard` is (v - mean) / standard deviation,
 * `rootMeanSquare` is v / root of the mean square, which leaves zeros zero, `minMax` is (v - least) /
 * (largest - least).
 */
export const trainMethods = ['standard', 'rootMeanSquare', 'minMax'] as const;
export type TrainMethod = (typeof trainMethods)[number];

/** What replaces a source's own normalisation. */
export interface NormaliseOptions {
  /** `none`: values as they are. */
  readonly method: TrainMethod | 'none';
  /** `powerOfTwo`: divisors are rounded up to powers of two, which hardware divides by without a multiplier. */
  readonly divisor?: 'exact' | 'powerOfTwo';
}

/** Throws CodesignError `dataset.normalise` for values that have a normalisation of their own only. */
export function checkNormalise(normalise: NormaliseOptions | undefined, values: ValueKind): void {
  if (normalise === undefined || values === 'reals') return;
  const own = values === 'bytes' ? 'pixel / 255' : 'each patch by its own range';
  throw new CodesignError(
    'dataset.normalise',
    `dataset.normalise is for features; this source has images, which are always scaled as ${own}. Remove dataset.normalise.`,
  );
}

/** Sums over the rows of the training split, per feature, in double precision and in the rows' order. */
export class FeatureStatistics {
  private count = 0;
  private readonly sum: Float64Array;
  private readonly sumOfSquares: Float64Array;
  private readonly least: Float64Array;
  private readonly largest: Float64Array;
  private shift: Float64Array | undefined;

  constructor(private readonly features: number) {
    this.sum = new Float64Array(features);
    this.sumOfSquares = new Float64Array(features);
    this.least = new Float64Array(features).fill(Infinity);
    this.largest = new Float64Array(features).fill(-Infinity);
  }

  /** Adds values `[..., features]`. Throws CodesignError `dataset.notFinite` for NaN and infinities. */
  add(values: ArrayLike<number>): void {
    const { features, sum, sumOfSquares, least, largest } = this;
    // Sums of differences from the first row: no digits are lost where the mean is far from zero.
    const shift = (this.shift ??= Float64Array.from({ length: features }, (_, feature) => values[feature]));
    for (let at = 0; at < values.length; at++) {
      const feature = at % features;
      const value = values[at];
      if (!Number.isFinite(value)) throw notFinite(value, feature);
      const difference = value - shift[feature];
      sum[feature] += difference;
      sumOfSquares[feature] += difference * difference;
      if (value < least[feature]) least[feature] = value;
      if (value > largest[feature]) largest[feature] = value;
    }
    this.count += values.length / features;
  }

  /** Scales by the given method. */
  scales({ method, divisor = 'exact' }: NormaliseOptions & { readonly method: TrainMethod }): Scales {
    const pairs = Array.from({ length: this.features }, (_, feature) => this.scaleOf(feature, method));
    return {
      method,
      offset: pairs.map(([offset]) => offset),
      divisor: pairs.map(([, exact]) => (divisor === 'exact' ? exact : powerOfTwoAbove(exact))),
    };
  }

  private scaleOf(feature: number, method: TrainMethod): readonly [number, number] {
    const shift = this.shift?.[feature] ?? 0;
    const meanDifference = this.sum[feature] / this.count;
    const variance = Math.max(0, this.sumOfSquares[feature] / this.count - meanDifference * meanDifference);
    const mean = shift + meanDifference;
    switch (method) {
      case 'standard':
        return [mean, usable(Math.sqrt(variance))];
      case 'rootMeanSquare':
        return [0, usable(Math.sqrt(variance + mean * mean))];
      case 'minMax':
        return [this.least[feature], usable(this.largest[feature] - this.least[feature])];
    }
  }
}

/** A feature that never changes has no scale of its own. */
function usable(scale: number): number {
  return scale > 0 ? scale : 1;
}

/** The smallest power of two that is not below a positive number, without logarithms. */
export function powerOfTwoAbove(value: number): number {
  let power = 1;
  while (power < value) power *= 2;
  while (power / 2 >= value) power /= 2;
  return power;
}

function notFinite(value: number, feature: number): CodesignError {
  return new CodesignError(
    'dataset.notFinite',
    `Feature ${feature} of the training split holds ${value}; expected finite numbers. Remove such rows from the data file.`,
  );
}
