import type { Verification } from '../records/checks';

/** Vectors that differ from the interpreter, over every implementation that was run: engine, gates, C++, Verilog. */
export function mismatchesOf({
  engine,
  gates,
  cpp,
  rtl,
}: Pick<Verification, 'engine' | 'gates' | 'cpp' | 'rtl'>): number {
  const run = [engine, gates, cpp, rtl].map((check) => ('mismatches' in check ? check.mismatches : 0));
  return run.reduce((sum, mismatches) => sum + mismatches, 0);
}
