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
