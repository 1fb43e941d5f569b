import type { Progress } from '../progress/progress';
import type { StageContext } from '../stages/stage';
import type { Pool } from '../threads/pool';
import type { CppCheck } from './checkCpp';
import type { ModuleSynthesis } from './moduleSynthesis';

/** What the variants of a synthesis share. */
export interface Bench extends StageContext {
  readonly pool: Pool;
  readonly synthesis: ModuleSynthesis;
  /** One compilation at a time: the threads have the other cores. */
  readonly compile: (work: () => Promise<CppCheck>) => Promise<CppCheck>;
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
