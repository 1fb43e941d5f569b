import { CodesignError } from '@nx-codesign/ir';
import type { StageName } from '../config/stages';
import type { StageOptions, StageResult } from './stage';

/** Runs one stage and writes its artefacts to `<outputRoot>/<stage>/`. Throws a CodesignError on failure. */
export async function runStage(stage: StageName, options: StageOptions): Promise<StageResult> {
  void options;
  throw new CodesignError('stage.missing', `Stage ${stage} is not built yet`);
}
