import { join, relative } from 'node:path';
import { artefactJson } from '../artefacts/json';
import { artefactReader } from '../artefacts/readFolder';
import { runFileName, runRecordOf } from '../artefacts/runRecord';
import { emptyFolder, writeFolder } from '../artefacts/writeFolder';
import { placeOf, type StepName, type StageName } from '../config/stages';
import { searchShard } from '../islands/searchShard';
import { tableLines } from '../tables/table';
import { createWorkLog } from '../threads/workLog';
import { checkWorkers } from '../threads/workers';
import type { Stage, StageContext, StageOptions, StageResult } from './stage';
import { stages } from './stages';

/**
 * Runs one stage, or one shard of the search, and writes its artefacts to `<outputRoot>/<stage>/`: empties that folder,
 * works, writes it as a whole, prints the stage's tables and warnings. Throws a CodesignError for what a user can act on,
 * before any work `artefacts.foreign` for a folder that is not a stage's and `workers.invalid`.
 */
export async function runStage(stage: StepName, options: StageOptions): Promise<StageResult> {
  checkWorkers(options.workers);
  const startMs = performance.now();
  const startCpu = process.cpuUsage();
  const target = join(options.outputRoot, stage);
  await emptyFolder(target);
  const work = createWorkLog();
  const context: StageContext = {
    ...options,
    stage,
    reader: artefactReader(options.outputRoot),
    now: () => performance.now(),
    onWork: work.add,
  };
  const { artefacts, summary, tables, warnings = [], machine } = await stageOf(stage)(context);
  const { workers } = options;
  const { user, system } = process.cpuUsage(startCpu);
  const run = runRecordOf({
    workers,
    durationMs: performance.now() - startMs,
    cpuMs: (user + system) / 1000,
    machine: { ...machine, ...work.record() },
  });
  await writeFolder(target, { ...artefacts, [runFileName]: artefactJson(run) });
  tables.flatMap(tableLines).forEach((line) => options.log(line));
  options.log('');
  warnings.forEach((warning) => options.log(`${stage}: warning: ${warning}`));
  options.log(`${stage}: ${summary}`);
  // Nx replays these lines from its cache, also in other clones.
  options.log(`${stage}: ${relative(options.workspaceRoot, target)}`);
  return { files: [...Object.keys(artefacts), runFileName].sort(), summary };
}

function stageOf(name: StepName): Stage {
  const place = placeOf(name);
  return place ? searchShard(place) : stages[name as StageName];
}
