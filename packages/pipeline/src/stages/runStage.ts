import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { artefactJson } from '../artefacts/json';
import { artefactReader } from '../artefacts/readFolder';
import { emptyFolder, writeFolder } from '../artefacts/writeFolder';
import type { StageName } from '../config/stages';
import { tableLines } from '../tables/table';
import type { StageContext, StageOptions, StageOutput, StageResult } from './stage';
import { stages } from './stages';

/**
 * Runs one stage and writes its artefacts to `<outputRoot>/<stage>/`: empties that folder, works, writes it as a
 * whole, prints the stage's tables and warnings. Throws a CodesignError for what a user can act on.
 */
export async function runStage(stage: StageName, options: StageOptions): Promise<StageResult> {
  const startMs = performance.now();
  const target = join(options.outputRoot, stage);
  await emptyFolder(target);
  const context: StageContext = {
    ...options,
    stage,
    reader: artefactReader(options.outputRoot),
    now: () => performance.now(),
  };
  const { artefacts, summary, tables, warnings = [], machine } = await stages[stage](context);
  const run = runRecord(options, { durationMs: performance.now() - startMs, machine });
  await writeFolder(target, { ...artefacts, 'run.json': artefactJson(run) });
  tables.flatMap(tableLines).forEach((line) => options.log(line));
  options.log('');
  warnings.forEach((warning) => options.log(`${stage}: warning: ${warning}`));
  options.log(`${stage}: ${summary}`);
  options.log(`${stage}: ${target}`);
  return { files: [...Object.keys(artefacts), 'run.json'].sort(), summary };
}

/** What differs from run to run and machine to machine; no stage reads it. */
function runRecord(
  { workers }: StageOptions,
  { durationMs, machine }: { durationMs: number; machine: StageOutput['machine'] },
) {
  return {
    finished: new Date().toISOString(),
    durationMs: Math.round(durationMs),
    workers,
    machine: {
      cores: availableParallelism(),
      platform: process.platform,
      architecture: process.arch,
      node: process.version,
      ...machine,
    },
  };
}
