import { sha256 } from '@nx-codesign/ir';
import type { SynthesisJob } from './job';
import { planSynthesis } from './plan';

/** Version of `@yowasp/yosys` that this package is pinned to; a test compares it with the installed one. */
export const yosysVersion = '0.55.944';

/** Counts up with each change of what `synthesizeModule` makes of the tool's output: `SynthesizedModule`, its netlist. */
export const resultVersion = 3;

/**
 * SHA-256 of everything that determines the result of a job: its sources, the script, the mapping files, and the
 * versions of the tool and of what is made of its output. Sources that differ in name only have different keys.
 * Lower-case hexadecimal.
 */
export function synthesisKey(
  job: SynthesisJob,
  versions: { readonly tool: string; readonly result: number } = {
    tool: yosysVersion,
    result: resultVersion,
  },
): string {
  const { args, files } = planSynthesis(job);
  const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256(JSON.stringify([versions.tool, versions.result, job.top, job.family, args, sorted]));
}
