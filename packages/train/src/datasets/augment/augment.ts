import { CodesignError, type Fixed } from '@nx-codesign/ir';
import { createPortableMath } from '../../engines/wasm';
import type { Arrays, DataSet } from '../../training/types';
import { randomStreams } from '../random';
import type { Origin } from '../rawData';
import { noise, reflect } from './features';
import { flip, rotate, shift } from './images';
import { imageAxes, type ExampleKind, type Transform } from './transform';

/** One kind of random change. */
export type AugmentTransform =
  | { readonly kind: 'flip'; readonly directions: readonly ('horizontal' | 'vertical')[] }
  | { readonly kind: 'rotate' }
  | { readonly kind: 'shift'; readonly pixels: number }
  | { readonly kind: 'noise'; readonly deviation: number }
  | { readonly kind: 'reflect'; readonly features: readonly string[] };

/** Copies of every training example, each changed by all transforms one after the other. */
export interface Augment {
  readonly copies: number;
  readonly transforms: readonly AugmentTransform[];
}

/** Everything that a change depends on beside the examples. */
export interface AugmentOptions extends Pick<Origin, 'featureNames' | 'targets'> {
  readonly augment: Augment;
  /** Shape of one example. */
  readonly shape: readonly number[];
  readonly inputFormat: Fixed;
  readonly seed: number;
}

/** Draws of the copies must not be those of the split, which has the same seed. */
const seedOffset = 0x61756761;

/**
 * The examples as they are, then `copies` times all of them in the same order, each changed by a stream of its own:
 * copy k of example i depends on the seed, k and i. Targets that are positions move with their images. The result
 * stays on the grid of the input format.
 */
export function augment({ count, x, y }: Arrays, options: AugmentOptions): Arrays {
  const { copies } = options.augment;
  const kind = kindOf(options);
  const transforms = options.augment.transforms.map((each) => transformOf(each, { ...options, kind }));
  const [size, outputs] = [x.length / count, y.length / count];
  const streams = randomStreams((options.seed ^ seedOffset) | 0, createPortableMath());
  const allX = repeated(x, copies + 1);
  const allY = repeated(y, copies + 1);
  for (let row = count; row < count * (copies + 1); row++) {
    const random = streams.next().value;
    const example = {
      x: allX.subarray(row * size, (row + 1) * size),
      y: allY instanceof Float32Array ? allY.subarray(row * outputs, (row + 1) * outputs) : undefined,
    };
    for (const transform of transforms) transform(example, random);
  }
  return { count: count * (copies + 1), x: allX, y: allY };
}

/** Throws CodesignError `dataset.augment` for a transform that the source's examples cannot have. */
export function checkAugment(
  { transforms }: Augment,
  source: Pick<Origin, 'featureNames' | 'targets'> & {
    readonly shape: readonly number[];
    readonly task: DataSet['task'];
  },
): void {
  for (const transform of transforms) {
    const problem = problemOf(transform, source);
    if (problem === undefined) continue;
    throw new CodesignError('dataset.augment', `dataset.augment: ${transform.kind} ${problem}`);
  }
}

function problemOf(
  transform: AugmentTransform,
  { shape, task, targets, featureNames = [] }: Parameters<typeof checkAugment>[1],
): string | undefined {
  if (transform.kind === 'noise') return undefined;
  if (transform.kind === 'reflect') {
    const missing = transform.features.find((feature) => !featureNames.includes(feature));
    return missing === undefined
      ? undefined
      : `names the feature "${missing}"; the source has ${featureNames.join(', ') || 'no feature names'}. Use one of them.`;
  }
  const image = imageAxes(shape);
  if (image === undefined) {
    return `needs images [height, width]; the source has shape [${shape.join(', ')}]. Remove it.`;
  }
  if (transform.kind === 'rotate' && image[0] !== image[1]) {
    return `needs square images; the source has ${image[0]}x${image[1]} pixels. Remove it.`;
  }
  if (task === 'regression' && targets?.meaning !== 'position') {
    return 'moves the image, but nothing tells how the targets of this source follow. Remove it.';
  }
  return undefined;
}

function kindOf({ shape, targets, featureNames }: AugmentOptions): ExampleKind {
  return { shape, hasPositions: targets?.meaning === 'position', ...(featureNames && { featureNames }) };
}

function transformOf(
  transform: AugmentTransform,
  { kind, inputFormat }: AugmentOptions & { readonly kind: ExampleKind },
): Transform {
  switch (transform.kind) {
    case 'flip':
      return flip(kind, transform.directions);
    case 'rotate':
      return rotate(kind);
    case 'shift':
      return shift(kind, transform.pixels);
    case 'noise':
      return noise(transform.deviation, inputFormat);
    case 'reflect': {
      const { featureNames = [], shape } = kind;
      const columns = transform.features.map((name) => [featureNames.indexOf(name)]);
      return reflect(columns, { perRow: shape[shape.length - 1], format: inputFormat });
    }
  }
}

function repeated<T extends Float32Array | Int32Array>(values: T, times: number): T {
  const all = new (values.constructor as new (length: number) => T)(values.length * times);
  for (let time = 0; time < times; time++) all.set(values, time * values.length);
  return all;
}
