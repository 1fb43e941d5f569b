import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Type, type Static } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

/** Name of the file that every stage writes, and by which its folder is known. */
export const runFileName = 'run.json';

/** What every stage's `run.json` has; a stage may add to `machine`. */
export const runRecord = Type.Object({
  finished: Type.String(),
  durationMs: Type.Integer({ minimum: 0 }),
  cpuMs: Type.Optional(Type.Integer({ minimum: 0 })),
  workers: Type.Integer(),
  machine: Type.Object({
    cores: Type.Integer(),
    platform: Type.String(),
    architecture: Type.String(),
    node: Type.String(),
  }),
});

/** What differs from run to run and machine to machine; only the report reads it, for its page of times. */
export type RunRecord = Static<typeof runRecord>;

/** The record of a run that ends now; `machine` is what the stage adds, for example a compiler's version. */
export function runRecordOf({
  durationMs,
  cpuMs,
  workers,
  machine,
}: {
  readonly durationMs: number;
  /** Of all threads of this process; other programs that the stage ran are not in it. */
  readonly cpuMs: number;
  readonly workers: number;
  readonly machine: Readonly<Record<string, unknown>> | undefined;
}): RunRecord {
  return {
    finished: new Date().toISOString(),
    durationMs: Math.round(durationMs),
    cpuMs: Math.round(cpuMs),
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

/** Whether a folder holds a `run.json` as a stage writes it. */
export function hasRunRecord(folder: string): boolean {
  try {
    const value: unknown = JSON.parse(readFileSync(join(folder, runFileName), 'utf8'));
    return Value.Check(runRecord, value);
  } catch {
    return false;
  }
}
