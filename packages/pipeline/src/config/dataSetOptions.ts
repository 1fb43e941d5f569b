import type { DataSetOptions, IdxSource } from '@nx-codesign/train';
import { dataPath } from './rawFiles';
import type { CodesignConfig } from './schema';

type SourceConfig = CodesignConfig['dataset']['source'];

/** The data set of a study, with absolute paths, as the loaders of `train` take it. */
export function dataSetOptions({ dataset, seed }: CodesignConfig, projectRoot: string): DataSetOptions {
  const { source, resize, inputFormat, limit } = dataset;
  const { train, validation, test } = dataset.split;
  return {
    source: source.kind === 'idx' ? idxSource(source, projectRoot) : source,
    ...(resize && { resize: [resize[0], resize[1]] as const }),
    split: { train, validation, ...(test > 0 && { test }) },
    inputFormat,
    ...(limit && { limit }),
    seed,
  };
}

function idxSource(source: Extract<SourceConfig, { kind: 'idx' }>, projectRoot: string): IdxSource {
  const pair = (images: string, labels: string) => ({
    images: dataPath(images, projectRoot),
    labels: dataPath(labels, projectRoot),
  });
  const { kind, images, labels, testImages, testLabels } = source;
  return testImages !== undefined && testLabels !== undefined
    ? { kind, train: pair(images, labels), test: pair(testImages, testLabels) }
    : { kind, ...pair(images, labels) };
}
