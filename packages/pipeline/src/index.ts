export { checkStudy, type StudyPlace } from './config/checkStudy';
export { outputFolder } from './config/outputFolder';
export { parseConfig } from './config/parse';
export { parseJson } from './config/parseJson';
export { rawFiles } from './config/rawFiles';
export { engineVersion } from './study/engineVersion';
export { codesignSchema, type CodesignConfig } from './config/schema';
export {
  configFields,
  configSlices,
  isDivided,
  placeOf,
  shardName,
  sliceOf,
  sliceOfStep,
  stageInputs,
  stageNames,
  type StageName,
  type StepName,
} from './config/stages';
export { runStage } from './stages/runStage';
export type { StageOptions, StageResult } from './stages/stage';
export { studyReportSchema, type StudyReport, type VariantReport } from './study/studyReport';
export { CodesignError } from '@nx-codesign/ir';
export { tagOf, type Kinds } from './config/slices/tagOf';
