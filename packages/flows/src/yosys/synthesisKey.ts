import { createHash } from 'node:crypto';
import type { SynthesisJob } from './job';
import { planSynthesis } from './plan';

/** Version of `@yowasp/yosys` that this package is pinned to; a test compares it with the installed one. */
export const yosysVersion = '0.55.944';

/**
 * SHA-256 of everything that determines the result of a job: its sources, the script, the mapping files and the
 * tool's version. Sources that differ in name only have different keys. Lower-case hexadecimal.
 */
export function synthesisKey(job: SynthesisJob, toolVersion = yosysVersion): string {
  const { args, files } = planSynthesis(job);
  const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([toolVersion, job.top, job.family, args, sorted]))
    .digest('hex');
}
