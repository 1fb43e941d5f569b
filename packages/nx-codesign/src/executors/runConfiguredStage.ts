import { availableParallelism } from 'node:os';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import {
  CodesignError,
  checkStudy,
  outputFolder,
  parseConfig,
  runStage,
  type StepName,
} from '@nx-codesign/pipeline';
import { cacheFolder } from '../cacheFolder';
import { refuseDividing } from './refuseDividing';
import { withOverrides } from './withOverrides';

/** Where a stage runs and what the executor's options say beyond codesign.json. Paths are absolute. */
export interface StageRequest {
  readonly projectName: string;
  readonly projectRoot: string;
  readonly workspaceRoot: string;
  /** Keys of the stage's own slice that the target's options replace. */
  readonly overrides: Readonly<Record<string, unknown>>;
  readonly workers: number | undefined;
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Reads and checks the study, everything before any work, then runs one stage or shard of it. */
export async function runConfiguredStage(stage: StepName, request: StageRequest): Promise<void> {
  const { projectName, projectRoot, workspaceRoot, log, signal } = request;
  const workers = workersOf(request.workers, process.env['NX_CODESIGN_WORKERS']);
  const configFile = join(projectRoot, 'codesign.json');
  const text = withOverrides(await readConfig(configFile), stage, request.overrides);
  const config = parseConfig(text, relative(workspaceRoot, configFile));
  refuseDividing(stage, request.overrides, config);
  await checkStudy(config, { projectName, projectRoot, workspaceRoot, stage });
  await runStage(stage, {
    config,
    projectName,
    projectRoot,
    workspaceRoot,
    outputRoot: outputFolder(config, { workspaceRoot, projectRoot, projectName }),
    cacheRoot: cacheFolder(workspaceRoot),
    workers,
    log,
    signal,
  });
}

async function readConfig(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const advice = 'create it, for example with `nx g nx-codesign:model`';
    throw new CodesignError('config.missing', `Cannot read ${file}; ${advice}`, { cause });
  }
}

/** The target's option, else the machine's own setting, else one per core. */
function workersOf(option: number | undefined, setting: string | undefined): number {
  if (option !== undefined) return checkedWorkers(option, 'The option workers');
  if (setting !== undefined && setting !== '')
    return checkedWorkers(Number(setting), `NX_CODESIGN_WORKERS="${setting}"`);
  return availableParallelism();
}

function checkedWorkers(workers: number, from: string): number {
  if (Number.isInteger(workers) && workers >= 1) return workers;
  const expected = 'expected a whole number from 1 up; leave it out for one worker per core';
  throw new CodesignError('workers.invalid', `${from} is ${workers}; ${expected}`);
}
