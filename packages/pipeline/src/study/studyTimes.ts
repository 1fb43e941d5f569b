import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { ArtefactReader } from '../artefacts/readFolder';
import { runFileName, runRecord, type RunRecord } from '../artefacts/runRecord';
import { isDivided, placesOf, shardName, stageNames, type StepName } from '../config/stages';
import type { CodesignConfig } from '../config/schema';

/** What a stage adds to its `run.json` of its trainings and threads; a stage may have none of it. */
const facts = Type.Object({
  work: Type.Optional(
    Type.Record(Type.String(), Type.Object({ jobs: Type.Number(), busyMs: Type.Number() })),
  ),
  trainings: Type.Optional(
    Type.Object({
      trainings: Type.Number(),
      reused: Type.Number(),
      course: Type.Array(Type.Object({ trials: Type.Number(), wallMs: Type.Number(), cpuMs: Type.Number() })),
    }),
  ),
});

/** One step of a study as its last run left it. */
export interface StepTimes extends Omit<RunRecord, 'machine'> {
  readonly step: StepName;
  readonly machine: RunRecord['machine'];
  /** What worker threads were busy with, by kind of job. */
  readonly work: Readonly<Record<string, { readonly jobs: number; readonly busyMs: number }>>;
  readonly trainings?: {
    readonly trainings: number;
    readonly reused: number;
    /** The end of each generation. */
    readonly course: readonly { readonly trials: number; readonly wallMs: number; readonly cpuMs: number }[];
  };
}

/**
 * Reads the `run.json` of every stage but the report, and of the shards of a search by islands: facts of the machines
 * that they ran on, which differ from run to run. Steps without one are left out.
 */
export function collectTimes(
  reader: ArtefactReader,
  { search: { algorithm } }: Pick<CodesignConfig, 'search'>,
): StepTimes[] {
  const shards = isDivided(algorithm) ? placesOf(algorithm).map(shardName) : [];
  const steps = stageNames.flatMap((stage): StepName[] => {
    if (stage === 'report') return [];
    return stage === 'search' ? [...shards, stage] : [stage];
  });
  return steps.flatMap((step) => {
    const run = reader.list(step, '').includes(runFileName) ? reader.json(step, runFileName) : undefined;
    if (!Value.Check(runRecord, run)) return [];
    const { work = {}, trainings } = Value.Check(facts, run.machine) ? run.machine : {};
    return [{ ...run, step, work, ...(trainings && { trainings }) }];
  });
}
