import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesisKey, type SynthesisJob, type SynthesizedModule } from '@nx-codesign/flows';
import type { Pool } from '../threads/pool';

/** Synthesises modules on the worker threads, each different one once: by content, in this run and across runs. */
export interface ModuleSynthesis {
  synthesize(job: SynthesisJob): Promise<SynthesizedModule>;
}

/** `folder` keeps one file per synthesised module. */
export function createModuleSynthesis(pool: Pool, folder: string): ModuleSynthesis {
  const running = new Map<string, Promise<SynthesizedModule>>();
  mkdirSync(folder, { recursive: true });
  const compute = async (job: SynthesisJob, key: string): Promise<SynthesizedModule> => {
    const file = join(folder, `${key}.json`);
    const known = readResult(file);
    if (known) return known;
    const result = await pool.run('synthesize', job);
    const partial = `${file}.${process.pid}.partial`;
    writeFileSync(partial, JSON.stringify(result), { flush: true });
    renameSync(partial, file);
    return result;
  };
  return {
    synthesize(job) {
      const key = synthesisKey(job);
      const result = running.get(key) ?? compute(job, key);
      running.set(key, result);
      return result;
    },
  };
}

/** A file that is missing or damaged is a result that is not there. */
function readResult(file: string): SynthesizedModule | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as SynthesizedModule;
  } catch {
    return undefined;
  }
}
