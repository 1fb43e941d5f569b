import { type ExecutorContext, logger } from '@nx/devkit';
import { CodesignError, type StepName } from '@nx-codesign/pipeline';
import { runConfiguredStage } from './runConfiguredStage';
import { join } from 'node:path';

/** Options that every stage takes beside the keys of its own slice of codesign.json. */
export interface StageOptions {
  /** Number of worker threads; one per core if absent. The results do not depend on it. */
  readonly workers?: number;
  readonly [key: string]: unknown;
}

/**
 * Runs one stage of a project's study, or one shard of its search. SIGINT and SIGTERM (which Nx may send twice) abort
 * it; what is finished stays in the journal. A user's error is printed without a stack.
 */
export async function runStageExecutor(
  stage: StepName,
  options: StageOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  const abort = new AbortController();
  const stop = () => abort.abort();
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    await runConfiguredStage(stage, { ...placeOf(options, context), signal: abort.signal });
    return { success: true };
  } catch (error) {
    if (!(error instanceof CodesignError)) throw error;
    logger.error(`${stage}: ${error.message} [${error.code}]`);
    return { success: false };
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

function placeOf({ workers, ...overrides }: StageOptions, context: ExecutorContext) {
  const projectName = context.projectName ?? '';
  const project = context.projectsConfigurations.projects[projectName];
  const projectRoot = join(context.root, project?.root ?? '.');
  return {
    projectName,
    projectRoot,
    workspaceRoot: context.root,
    overrides,
    workers,
    log: (line: string) => process.stdout.write(`${line}\n`),
  };
}
