import type { Verification } from '../records/checks';

/** Vectors that differ from the interpreter, over every implementation that was run: engine, gates, C++. */
export function mismatchesOf({ engine, gates, cpp }: Pick<Verification, 'engine' | 'gates' | 'cpp'>): number {
  return engine.mismatches + gates.mismatches + ('mismatches' in cpp ? cpp.mismatches : 0);
}
