import type { Random } from '../random';

/** What a transform works on: one example and what it means. */
export interface Example {
  /** `[...shape]`, changed in place. */
  readonly x: Float32Array;
  /** Targets of a regression, changed in place where they are positions. */
  readonly y: Float32Array | undefined;
}

/** What the examples of a data set are. */
export interface ExampleKind {
  readonly shape: readonly number[];
  /** Whether targets are column and row of a place relative to the image's middle. */
  readonly hasPositions: boolean;
  readonly featureNames?: readonly string[];
}

/** A random change that leaves the answer right: a pure function of the draws. */
export type Transform = (example: Example, random: Random) => void;

/** Height, width and channels of an image `[h, w]` or `[h, w, c]`. */
export function imageAxes(shape: readonly number[]): readonly [number, number, number] | undefined {
  if (shape.length === 2) return [shape[0], shape[1], 1];
  return shape.length === 3 ? [shape[0], shape[1], shape[2]] : undefined;
}
