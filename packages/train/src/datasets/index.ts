export { diskFiles, type DataFiles } from './dataFiles';
export { readIdx } from './idx';
export { checkIdxSource, loadIdxSource, type IdxPair, type IdxSource } from './idxSource';
export {
  checkDataSet,
  loadDataSet,
  prepareDataSet,
  type DataSetOptions,
  type PreparedDataSet,
} from './loadDataSet';
export { augment, type Augment, type AugmentTransform } from './augment';
export type { ArraysSource } from './arraysSource';
export type { ArrayPlace } from './arrays/openArray';
export type { BraggFramesSource } from './braggFramesSource';
export type { BraggSource } from './braggSource';
export type { Hls4mlJetsSource } from './hls4mlJetsSource';
export type { TableSource } from './tableSource';
export type { JetsSource } from './jetsSource';
export type { NormaliseOptions, Normalisation, PerSample, Scales } from './normalisation';
export type {
  Baseline,
  Origin,
  RawData,
  RawExamples,
  SourceLoader,
  SourceSummary,
  TargetDescription,
} from './rawData';
export { inputFitOf, type InputFit } from './inputFit';
export { quantizePixels } from './inputFormat';
export { resizeByArea, type ImageShape, type ScaledPixels } from './resizeByArea';
export { sourceKinds, type Source } from './sources';
export { shuffledIndices, splitSizes, stratifiedIndices, type Shares, type SplitOrder } from './split';
export { splitNames, type DataSetDescription, type SplitDescription, type SplitName } from './description';
export {
  descriptionFileName,
  readDataSet,
  readSplit,
  shareArrays,
  writeDataSet,
  writeSplit,
  type StoredDataSet,
} from './artefacts';
