import { CodesignError } from '@nx-codesign/ir';
import type { DataFiles } from './dataFiles';
import { gzipHeadBytes, gzipTrailerBytes, inflate, inflateHead, inflatedSize, isGzip } from './gzip';
import { checkIdxSize, readIdx, readIdxHeader } from './idx';
import { byteMaximum } from './inputFormat';
import {
  examplesInMemory,
  type RawData,
  type RawExamples,
  type SourceLoader,
  type SourceSummary,
} from './rawData';

/** Paths of an image file and its label file. */
export interface IdxPair {
  readonly images: string;
  readonly labels: string;
}

/** IDX files: one pair that is split by shares, or a pair for training and validation and one for the test. */
export type IdxSource =
  | ({ readonly kind: 'idx' } & IdxPair)
  | { readonly kind: 'idx'; readonly train: IdxPair; readonly test: IdxPair };

interface Shapes {
  readonly pair: IdxPair;
  readonly images: readonly number[];
  readonly labels: readonly number[];
}

/** IDX files with unsigned bytes, as MNIST and its relatives have them. */
export const idxSource: SourceLoader<IdxSource> = { check: checkIdxSource, load: loadIdxSource };

/**
 * Checks headers, sizes and counts without reading the data. Throws CodesignError `dataset.missing`,
 * `dataset.countMismatch`, `dataset.shapeMismatch`, and what `readIdx` throws.
 */
export function checkIdxSource(source: IdxSource, files: DataFiles): SourceSummary {
  const shapesOf = (pair: IdxPair): Shapes => {
    const shapes = {
      pair,
      images: headerShape(pair.images, files),
      labels: headerShape(pair.labels, files),
    };
    checkPair(shapes);
    return shapes;
  };
  const { poolPair, testPair } = pairsOf(source);
  const pool = shapesOf(poolPair);
  const test = testPair && shapesOf(testPair);
  if (test) checkSameShape(pool, test);
  return {
    task: 'classification',
    shape: pool.images.slice(1),
    poolCount: pool.images[0],
    testCount: test?.images[0],
    values: 'bytes',
    origin: { normalisation: { offset: 0, divisor: byteMaximum } },
  };
}

/** Reads all files of the source. Throws as `checkIdxSource` does. */
export function loadIdxSource(source: IdxSource, files: DataFiles): RawData {
  checkIdxSource(source, files);
  const { poolPair, testPair } = pairsOf(source);
  return { pool: loadPair(poolPair, files), ...(testPair && { test: loadPair(testPair, files) }) };
}

function pairsOf(source: IdxSource): { poolPair: IdxPair; testPair?: IdxPair } {
  return 'train' in source ? { poolPair: source.train, testPair: source.test } : { poolPair: source };
}

function loadPair(pair: IdxPair, files: DataFiles): RawExamples {
  const images = readIdx(files.read(pair.images), pair.images);
  const labels = readIdx(files.read(pair.labels), pair.labels);
  checkPair({ pair, images: images.shape, labels: labels.shape });
  return examplesInMemory(images.data, {
    count: images.shape[0],
    shape: images.shape.slice(1),
    y: labels.data,
  });
}

function headerShape(path: string, files: DataFiles): readonly number[] {
  const fileBytes = files.size(path);
  const head = files.readRange(path, 0, gzipHeadBytes);
  if (!isGzip(head)) {
    const header = readIdxHeader(head, path);
    checkIdxSize(header, { name: path, foundBytes: fileBytes });
    return header.shape;
  }
  if (fileBytes <= head.length) return wholeShape(inflate(head, path), path);
  const header = readIdxHeader(inflateHead(head, path), path);
  const trailer = files.readRange(path, fileBytes - gzipTrailerBytes, gzipTrailerBytes);
  if (inflatedSize(trailer) === header.totalBytes) return header.shape;
  // The last bytes of a file that was cut are no trailer; only inflating it tells.
  return wholeShape(inflate(files.read(path), path), path);
}

function wholeShape(inflated: Uint8Array, path: string): readonly number[] {
  const header = readIdxHeader(inflated, path);
  checkIdxSize(header, { name: `${path}, inflated,`, foundBytes: inflated.length });
  return header.shape;
}

function checkPair({ pair, images, labels }: Shapes): void {
  if (images.length < 2 || labels.length !== 1) {
    throw new CodesignError(
      'dataset.shapeMismatch',
      `${pair.images} has shape [${images.join(', ')}] and ${pair.labels} has shape [${labels.join(', ')}]; ` +
        `expected images [count, height, width] and labels [count]. Check that the two paths are not swapped.`,
    );
  }
  if (images[0] !== labels[0]) {
    throw new CodesignError(
      'dataset.countMismatch',
      `${pair.images} holds ${images[0]} images but ${pair.labels} holds ${labels[0]} labels. ` +
        `Check that both files belong to the same set.`,
    );
  }
  if (images.includes(0)) {
    throw new CodesignError(
      'dataset.empty',
      `${pair.images} has shape [${images.join(', ')}]: it holds no pixels. Name a file with images.`,
    );
  }
}

function checkSameShape(pool: Shapes, test: Shapes): void {
  const [expected, found] = [pool, test].map(({ images }) => images.slice(1).join(', '));
  if (expected === found) return;
  throw new CodesignError(
    'dataset.shapeMismatch',
    `The images of ${pool.pair.images} have shape [${expected}] but those of ${test.pair.images} have shape ` +
      `[${found}]. Name files of one data set.`,
  );
}
