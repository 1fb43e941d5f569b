import type { BraggSource, DataSetOptions, IdxSource } from '@nx-codesign/train';
import { dataPath } from './rawFiles';
import type { CodesignConfig } from './schema';

type SourceConfig = CodesignConfig['dataset']['source'];
type SourceOf<Kind extends SourceConfig['kind']> = Extract<SourceConfig, { kind: Kind }>;

/** The data set of a study, with absolute paths, as the loaders of `train` take it. */
export function dataSetOptions({ task, dataset, seed }: CodesignConfig, projectRoot: string): DataSetOptions {
  const { source, resize, inputFormat, normalise, limit, augment } = dataset;
  const { train, validation, test } = dataset.split;
  return {
    task,
    source: sourceOf(source, projectRoot),
    ...(resize && { resize: [resize[0], resize[1]] as const }),
    ...(normalise && { normalise }),
    split: { train, validation, ...(test > 0 && { test }) },
    inputFormat,
    ...(limit && { limit }),
    ...(augment && { augment }),
    seed,
  };
}

function sourceOf(source: SourceConfig, projectRoot: string): DataSetOptions['source'] {
  switch (source.kind) {
    case 'idx':
      return idxSource(source, projectRoot);
    case 'jets':
      return source;
    case 'bragg':
      return braggSource(source);
  }
}

/** JSON Schema tells the length of an array, TypeScript not. */
function braggSource(source: SourceOf<'bragg'>): BraggSource {
  const pair = ([low, high]: number[]) => [low, high] as const;
  return {
    ...source,
    widthPx: pair(source.widthPx),
    peakCounts: pair(source.peakCounts),
    backgroundCounts: pair(source.backgroundCounts),
  };
}

function idxSource(source: SourceOf<'idx'>, projectRoot: string): IdxSource {
  const pair = (images: string, labels: string) => ({
    images: dataPath(images, projectRoot),
    labels: dataPath(labels, projectRoot),
  });
  const { kind, images, labels, testImages, testLabels } = source;
  return testImages !== undefined && testLabels !== undefined
    ? { kind, train: pair(images, labels), test: pair(testImages, testLabels) }
    : { kind, ...pair(images, labels) };
}
