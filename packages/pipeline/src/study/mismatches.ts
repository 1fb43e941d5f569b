import type { Verification } from '../records/checks';

/** Vectors that differ from the interpreter, over every implementation that was run: engine, gates, C++, Verilog, bitstream. */
export function mismatchesOf({
  engine,
  gates,
  cpp,
  rtl,
  wrapper,
  bitstream,
}: Pick<Verification, 'engine' | 'gates' | 'cpp' | 'rtl' | 'wrapper' | 'bitstream'>): number {
  const run = [engine, gates, cpp, rtl, wrapper, bitstream].map((check) =>
    check && 'mismatches' in check ? check.mismatches : 0,
  );
  return run.reduce((sum, mismatches) => sum + mismatches, 0);
}
