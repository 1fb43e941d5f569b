import { runVerilogSimulation } from '@nx-codesign/flows';
import type { DesignDescription } from '@nx-codesign/hardware';
import type { Verification } from '../records/checks';
import type { Vectors } from '../vectors/vectorFiles';
import type { StageContext } from '../stages/stage';

export interface RtlCheck {
  readonly result: Verification['rtl'];
  /** Name and version, for `run.json`. */
  readonly simulator?: string;
}

/** Vectors that are simulated: enough for every register to have held several, few enough for an interpreter of Verilog. */
const mostVectors = 200;

/**
 * Runs the first vectors through the emitted Verilog, before synthesis, by its own test bench; where it cannot be run, says
 * why.
 */
export async function checkRtl(
  { reader, signal }: Pick<StageContext, 'reader' | 'signal'>,
  name: string,
  { description, vectors }: { readonly description: DesignDescription; readonly vectors: Vectors },
): Promise<RtlCheck> {
  const paths = [...description.files, description.testBench];
  const texts = paths.map((file) => [file, reader.text('hls-emit', `${name}/verilog/${file}`)]);
  const count = Math.min(mostVectors, vectors.count);
  const first = (values: Int32Array) => values.subarray(0, (count * values.length) / vectors.count);
  const run = await runVerilogSimulation({
    files: Object.fromEntries(texts) as Record<string, string>,
    design: description,
    stimuli: first(vectors.stimuli),
    expected: first(vectors.expected),
    signal,
  });
  if (run.status === 'skipped') return { result: { skipped: `${run.missing} is not installed` } };
  const { tool, simulator, mismatches } = run;
  return { result: { vectors: count, mismatches }, simulator: `${simulator} ${tool.version}` };
}
