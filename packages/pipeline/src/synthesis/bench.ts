import type { Progress } from '../progress/progress';
import type { StageContext } from '../stages/stage';
import type { Pool } from '../threads/pool';
import type { CppCheck } from './checkCpp';
import type { ModuleSynthesis } from './moduleSynthesis';
import type { Programs } from './programs';
import type { RtlCheck } from './checkRtl';

/** What the variants of a synthesis share. */
export interface Bench extends StageContext {
  readonly pool: Pool;
  readonly synthesis: ModuleSynthesis;
  /** What runs an installed synthesis or placement. */
  readonly programs: Programs;
  /** One compilation at a time: the threads have the other cores. */
  readonly compile: <Check extends CppCheck | RtlCheck>(work: () => Promise<Check>) => Promise<Check>;
  readonly progress: Progress;
}

/** Runs what it is given one after the other. */
export function inTurn(): Bench['compile'] {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}
