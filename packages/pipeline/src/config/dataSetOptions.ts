import type { DataSetOptions } from '@nx-codesign/train';
import { dataPath } from './rawFiles';
import type { CodesignConfig } from './schema';

/** The data set of a study, with absolute paths, as the loaders of `train` take it. */
export function dataSetOptions({ dataset, seed }: CodesignConfig, projectRoot: string): DataSetOptions {
  const { images, labels, testImages, testLabels } = dataset.source;
  const pair = (imageFile: string, labelFile: string) => ({
    images: dataPath(imageFile, projectRoot),
    labels: dataPath(labelFile, projectRoot),
  });
  const { train, validation, test } = dataset.split;
  const hasTest = testImages !== undefined && testLabels !== undefined;
  return {
    source: hasTest
      ? { kind: 'idx', train: pair(images, labels), test: pair(testImages, testLabels) }
      : { kind: 'idx', ...pair(images, labels) },
    ...(dataset.resize && { resize: [dataset.resize[0], dataset.resize[1]] as const }),
    split: { train, validation, ...(test > 0 && { test }) },
    inputFormat: dataset.inputFormat,
    ...(dataset.limit && { limit: dataset.limit }),
    seed,
  };
}
