import {
  locateVerilogMismatch,
  runVerilogSimulation,
  type MismatchPlace,
  type VerilogMismatch,
} from '@nx-codesign/flows';
import type { DesignDescription } from '@nx-codesign/hardware';
import { readModel } from '../artefacts/networkFiles';
import { builtAgain } from '../jobs/verifyGates';
import type { Verification } from '../records/checks';
import type { Vectors } from '../vectors/vectorFiles';
import type { StageContext } from '../stages/stage';

export interface RtlCheck {
  readonly result: Verification['rtl'];
  /** Name and version, for `run.json`. */
  readonly simulator?: string;
  /** In words: the first mismatch. */
  readonly mismatch?: string;
  /** Where it arises; absent where nothing can be told. */
  readonly place?: MismatchPlace;
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
  const job = {
    files: Object.fromEntries(texts) as Record<string, string>,
    design: description,
    stimuli: first(vectors.stimuli),
    expected: first(vectors.expected),
    signal,
  };
  const run = await runVerilogSimulation(job);
  if (run.status === 'skipped') return { result: { skipped: `${run.missing} is not installed` } };
  const { tool, simulator, mismatches, first: wrong } = run;
  const result = { vectors: count, mismatches };
  const design = wrong && builtAgain(description, readModel(reader, 'hls-emit', name));
  const place = wrong && design && (await locateVerilogMismatch(job, design, wrong.vector));
  return {
    ...{ result, simulator: `${simulator} ${tool.version}` },
    ...(wrong && { mismatch: mismatchText(wrong) }),
    ...(place && { place }),
  };
}

/** Vector, output, bits, cycle and the handshake in words. */
export function mismatchText({ vector, cycle, output, valid }: VerilogMismatch): string {
  const when = `; the first is vector ${vector}, ${cycle} clocks after its first`;
  const bits = output && `bit${output.bits.length === 1 ? '' : 's'} ${output.bits.join(', ')}`;
  const got = output && (Number.isNaN(output.actual) ? 'unknown bits' : output.actual);
  const data = output ? `, output ${output.element}, ${bits}: expected ${output.expected}, got ${got}` : '';
  return `${when}${data}${valid === undefined ? '' : `; the output that tells when it is there ${valid}`}`;
}
