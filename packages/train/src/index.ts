export type {
  Arrays,
  Batch,
  DataSet,
  Engine,
  EpochRecord,
  Loss,
  Session,
  SessionOptions,
  StepOptions,
  Targets,
  TrainingSettings,
  TrainResult,
} from './training/types';
export {
  checkDataSet,
  checkIdxSource,
  type DataFiles,
  type DataSetDescription,
  type DataSetOptions,
  descriptionFileName,
  diskFiles,
  type IdxPair,
  type IdxSource,
  type JetsSource,
  loadDataSet,
  loadIdxSource,
  type Normalisation,
  type Origin,
  readDataSet,
  readIdx,
  readSplit,
  resizeByArea,
  shareArrays,
  type Source,
  sourceKinds,
  type SplitDescription,
  splitNames,
  type SplitName,
  type StoredDataSet,
  writeDataSet,
  writeSplit,
} from './datasets';
export {
  checkAccumulators,
  foldBatchNorm,
  type LayerBits,
  type QuantizationOptions,
  quantizeNetwork,
  type Sample,
  snapWeights,
} from './quantization';
export {
  cheapestStep,
  compensateRemoval,
  type FineTuned,
  type ImportanceOptions,
  type KeptUnits,
  type PruningCandidate,
  type PruningOptions,
  type PruningSettings,
  type PruningStep,
  pruneStructured,
  removeUnits,
  unitImportance,
} from './pruning';
export { initialWeights } from './training/initialWeights';
export { train, type TrainOptions } from './training/train';
export { evaluate, type EvaluateOptions, predict, type PredictOptions } from './training/evaluate';
export { isWithinLoss, type LossLimit } from './training/lossLimit';
export { isBetter, lossOf, measure, type Measure } from './training/measure';
export { createEngine, engines } from './engines';
export { createPortableMath, createWasmEngine, type PortableMath } from './engines/wasm';
