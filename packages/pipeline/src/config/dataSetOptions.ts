import type {
  ArrayPlace,
  ArraysSource,
  BraggSource,
  DataSetOptions,
  IdxSource,
  TableSource,
} from '@nx-codesign/train';
import { arrayFile, dataPath, filesOf } from './rawFiles';
import type { CodesignConfig } from './schema';

type SourceConfig = CodesignConfig['dataset']['source'];
type SourceOf<Kind extends SourceConfig['kind']> = Extract<SourceConfig, { kind: Kind }>;

/** The data set of a study, with absolute paths, as the loaders of `train` take it. */
export function dataSetOptions({ task, dataset, seed }: CodesignConfig, projectRoot: string): DataSetOptions {
  const { source, resize, inputFormat, normalise, limit, augment } = dataset;
  const { train, validation, test } = dataset.split;
  return {
    task,
    source: sourceOf(source, { task, projectRoot }),
    ...(resize && { resize: [resize[0], resize[1]] as const }),
    ...(normalise && { normalise }),
    split: { train, validation, ...(test > 0 && { test }) },
    inputFormat,
    ...(limit && { limit }),
    ...(augment && { augment }),
    seed,
  };
}

function sourceOf(
  source: SourceConfig,
  { task, projectRoot }: { task: CodesignConfig['task']; projectRoot: string },
): DataSetOptions['source'] {
  const path = (name: string) => dataPath(name, projectRoot);
  switch (source.kind) {
    case 'idx':
      return idxSource(source, projectRoot);
    case 'jets':
      return source;
    case 'bragg':
      return braggSource(source);
    case 'hls4mlJets':
      return { ...source, ...fileLists(source, projectRoot) };
    case 'braggFrames':
      return { ...source, frames: path(source.frames), peaks: path(source.peaks) };
    case 'arrays':
      return arraysSource(source, { task, projectRoot });
    case 'table':
      return { ...source, task, ...fileLists(source, projectRoot) } satisfies TableSource;
  }
}

function fileLists(
  { files, testFiles }: SourceOf<'table' | 'hls4mlJets'>,
  projectRoot: string,
): { readonly files: string[]; readonly testFiles?: string[] } {
  const list = (names: readonly string[]) => names.flatMap((name) => filesOf(name, projectRoot));
  return { files: list(files), ...(testFiles && { testFiles: list(testFiles) }) };
}

function arraysSource(
  { x, y, testX, testY }: SourceOf<'arrays'>,
  { task, projectRoot }: { task: CodesignConfig['task']; projectRoot: string },
): ArraysSource {
  const places = (name: string): ArrayPlace[] => {
    const { file, ...array } = arrayFile(name);
    return filesOf(file, projectRoot).map((found) => ({ file: found, ...array }));
  };
  const test =
    testX !== undefined && testY !== undefined ? { x: places(testX), y: places(testY) } : undefined;
  return { kind: 'arrays', task, x: places(x), y: places(y), ...(test && { test }) };
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
