import { CodesignError } from '@nx-codesign/ir';

/** Images in row-major order. */
export interface ImageShape {
  readonly count: number;
  readonly height: number;
  readonly width: number;
}

/** Rational pixels: pixel `i` is `numerators[i] / denominator`. */
export interface ScaledPixels {
  readonly numerators: Float64Array;
  readonly denominator: number;
}

interface Window {
  readonly first: number;
  /** Overlap with each source pixel from `first`, in `1 / target size` of a source pixel. */
  readonly overlaps: readonly number[];
}

/**
 * Averages images over equal rectangles, which may cut pixels (28 to 8: windows of 3.5 pixels).
 * Exact: overlaps are integers in units of `1/h` by `1/w` source pixels, so the mean is a sum of integers over
 * `height * width`. `images: [count, height, width]` to numerators `[count, h, w]`.
 * O(count x (h x width + h x w) x window length). Throws CodesignError `dataset.resize`.
 */
export function resizeByArea(
  images: Uint8Array,
  shape: ImageShape,
  [targetHeight, targetWidth]: readonly [number, number],
): ScaledPixels {
  const { count, height, width } = shape;
  checkResize(shape, [targetHeight, targetWidth]);
  const rows = windows(height, targetHeight);
  const columns = windows(width, targetWidth);
  const numerators = new Float64Array(count * targetHeight * targetWidth);
  const line = new Float64Array(width);
  let to = 0;
  for (let image = 0; image < count; image++) {
    for (const row of rows) {
      sumRows(images, { line, start: (image * height + row.first) * width, row });
      for (const column of columns) numerators[to++] = weightedSum(line, column);
    }
  }
  return { numerators, denominator: height * width };
}

/** Throws CodesignError `dataset.resize` unless the target lies between [1, 1] and the images' own size. */
export function checkResize(
  { height, width }: Pick<ImageShape, 'height' | 'width'>,
  target: readonly [number, number],
): void {
  const fits = (size: number, limit: number) => Number.isInteger(size) && size >= 1 && size <= limit;
  if (fits(target[0], height) && fits(target[1], width)) return;
  throw new CodesignError(
    'dataset.resize',
    `dataset.resize is [${target.join(', ')}]; expected whole numbers from [1, 1] to the images' own size ` +
      `[${height}, ${width}]. Choose a size in that range.`,
  );
}

function windows(size: number, targetSize: number): Window[] {
  return Array.from({ length: targetSize }, (_, target) => {
    const start = target * size;
    const end = start + size;
    const first = Math.floor(start / targetSize);
    const last = Math.ceil(end / targetSize) - 1;
    const overlaps = Array.from({ length: last - first + 1 }, (_, offset) => {
      const pixelStart = (first + offset) * targetSize;
      return Math.min(end, pixelStart + targetSize) - Math.max(start, pixelStart);
    });
    return { first, overlaps };
  });
}

function sumRows(
  images: Uint8Array,
  { line, start, row }: { line: Float64Array; start: number; row: Window },
): void {
  line.fill(0);
  let from = start;
  for (const overlap of row.overlaps) {
    for (let x = 0; x < line.length; x++) line[x] += overlap * images[from++];
  }
}

function weightedSum(line: Float64Array, { first, overlaps }: Window): number {
  let sum = 0;
  for (let offset = 0; offset < overlaps.length; offset++) sum += overlaps[offset] * line[first + offset];
  return sum;
}
