import type { ArtefactReader } from '../artefacts/readFolder';
import type { Artefacts } from '../artefacts/writeFolder';
import type { CodesignConfig } from '../config/schema';
import type { StepName } from '../config/stages';
import type { Table } from '../tables/table';

/** What a stage is run with. Paths are absolute. */
export interface StageOptions {
  readonly config: CodesignConfig;
  readonly projectName: string;
  readonly projectRoot: string;
  readonly workspaceRoot: string;
  /** Holds one folder per stage; usually `dist/codesign/<project>`. */
  readonly outputRoot: string;
  /** Keeps what outlives a run: the journal of trials, synthesised modules. */
  readonly cacheRoot: string;
  /** Worker threads; results do not depend on it. */
  readonly workers: number;
  /** Receives whole lines. */
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
}

export interface StageResult {
  /** Files written, relative to the stage's folder, sorted. */
  readonly files: readonly string[];
  /** One line that says what came out. */
  readonly summary: string;
}

/** What a stage works with beside its options. */
export interface StageContext extends StageOptions {
  readonly stage: StepName;
  readonly reader: ArtefactReader;
  /** Milliseconds of a clock that never goes back; for progress lines only. */
  readonly now: () => number;
  /** Hears what worker threads were busy with, for `run.json`. */
  readonly onWork?: (job: string, busyMs: number) => void;
}

/** What a stage gives: its whole folder, in memory, and what to print. */
export interface StageOutput {
  readonly artefacts: Artefacts;
  readonly summary: string;
  readonly tables: readonly Table[];
  /** What a user should know beside the tables, a sentence each. */
  readonly warnings?: readonly string[];
  /** Facts of this machine, for `run.json`. */
  readonly machine?: Readonly<Record<string, unknown>>;
}

/** A stage depends on the config's slice and the artefacts above it, see `config/stages.ts`. */
export type Stage = (context: StageContext) => Promise<StageOutput>;
