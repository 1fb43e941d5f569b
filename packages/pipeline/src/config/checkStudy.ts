import { CodesignError } from '@nx-codesign/ir';
import { findPart } from '@nx-codesign/hardware';
import { checkSpace } from '@nx-codesign/search';
import { checkDataSet, diskFiles } from '@nx-codesign/train';
import { mlpSpace, mlpSpaceKey } from '../families/mlp';
import { onConfiguredSpace } from '../spaces/configuredSpace';
import { localSpace, localSpaceKey } from '../spaces/localSpace';
import { checkOutput } from './checkOutput';
import { dataSetOptions } from './dataSetOptions';
import type { OutputPlace } from './outputFolder';
import type { CodesignConfig } from './schema';
import type { StageName } from './stages';
import { withoutVerilog } from './targets';

/** Where a study lies, and the stage that is about to run. */
export interface StudyPlace extends OutputPlace {
  readonly stage: StageName;
}

/**
 * Checks what needs more than the config's text, before any work: the output folder, the spaces to search, devices, and for the stage
 * `dataset` the raw files' headers, sizes and counts (later stages read artefacts, which may come from a cache
 * on a machine that has no raw files). Throws one CodesignError with all problems.
 */
export async function checkStudy(config: CodesignConfig, place: StudyPlace): Promise<void> {
  const problems = checksOf(config, place).flatMap(problemOf);
  if (problems.length === 1) throw problems[0];
  if (problems.length > 1) {
    const lines = problems.map(({ message }) => `  ${message}`);
    throw new CodesignError(
      'study.invalid',
      [`The study has ${problems.length} problems:`, ...lines].join('\n'),
    );
  }
}

function checksOf(config: CodesignConfig, { stage, ...place }: StudyPlace): (() => unknown)[] {
  const { projectRoot } = place;
  return [
    () => checkOutput(config, place),
    () => checkSearchSpace(config),
    () => checkLocalSpace(config),
    () => checkPart('search.assume.part', config.search.assume.part),
    () => checkPart('hlsEmit.part', config.hlsEmit.part),
    ...(stage === 'dataset'
      ? [() => checkDataSet(dataSetOptions(config, projectRoot), diskFiles(projectRoot))]
      : []),
    ...(stage === 'synthesize' ? [() => checkTargets(config)] : []),
  ];
}

function checkSearchSpace({ search }: CodesignConfig): void {
  onConfiguredSpace(mlpSpaceKey, () => checkSpace(mlpSpace(search.space)));
}

function checkLocalSpace({ localSearch }: CodesignConfig): void {
  onConfiguredSpace(localSpaceKey, () => checkSpace(localSpace(localSearch)));
}

function checkPart(key: string, part: string): void {
  try {
    findPart(part);
  } catch (cause) {
    if (!(cause instanceof CodesignError)) throw cause;
    throw new CodesignError(cause.code, `${key}: ${cause.message}`, { cause });
  }
}

function checkTargets(config: CodesignConfig): void {
  const problem = withoutVerilog(config);
  if (problem !== undefined) throw new CodesignError('config.targets', problem);
}

function problemOf(check: () => unknown): CodesignError[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof CodesignError) return [error];
    throw error;
  }
}
