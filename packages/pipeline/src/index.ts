export { checkStudy, type StudyPlace } from './config/checkStudy';
export { parseConfig } from './config/parse';
export { rawFiles } from './config/rawFiles';
export { codesignSchema, type CodesignConfig } from './config/schema';
export { configSlices, sliceOf, stageInputs, stageNames, type StageName } from './config/stages';
export { runStage } from './stages/runStage';
export type { StageOptions, StageResult } from './stages/stage';
export { studyReportSchema, type StudyReport, type VariantReport } from './study/studyReport';
export { CodesignError } from '@nx-codesign/ir';
