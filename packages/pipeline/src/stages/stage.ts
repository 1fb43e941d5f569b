import type { CodesignConfig } from '../config/schema';

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
