import type { CodesignConfig } from './schema';
import type { StageName } from './stages';

/** The folders of a study, absolute, and the stage that is about to run. */
export interface StudyPlace {
  readonly projectRoot: string;
  readonly workspaceRoot: string;
  readonly stage: StageName;
}

/** Checks what needs more than the config's text, before any work: data files, devices, the output folder. */
export async function checkStudy(config: CodesignConfig, place: StudyPlace): Promise<void> {
  void config;
  void place;
}
