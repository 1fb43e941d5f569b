import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Value } from '@sinclair/typebox/value';
import { flowOf, type SynthesisJob, type SynthesizedModule, type Tool } from '@nx-codesign/flows';
import { makeFolder, writeWhole } from '../artefacts/writeWhole';
import { synthesizedModule } from '../records/synthesizedModule';
import type { Pool } from '../threads/pool';
import type { Programs } from './programs';
import { markUsed, pruneCache } from './synthesisCache';

/** Synthesises modules on the worker threads, or with a program beside them, each different one once: by content, in this run and across runs. */
export interface ModuleSynthesis {
  synthesize(job: SynthesisJob): Promise<SynthesizedModule>;
}

export interface ModuleSynthesisOptions {
  /** Name of the flow. */
  readonly flow: string;
  /** The flow's tool, where the config says; else where the flow finds it. */
  readonly toolPath?: string;
  /** Keeps one file per synthesised module. */
  readonly folder: string;
  /** Runs the program of a flow that has one. */
  readonly programs: Programs;
  /** Hears which step of which module a program is at. */
  readonly onNote?: (note: string) => void;
}

/**
 * Throws `flows.unknownFlow` for a name that no flow has, `cache.write` where results cannot be kept; `synthesize`
 * rejects with `flows.toolMissing` where the flow's tool is not there.
 */
export function createModuleSynthesis(
  pool: Pick<Pool, 'run'>,
  { flow, toolPath, folder, programs, onNote }: ModuleSynthesisOptions,
): ModuleSynthesis {
  const { key: keyOf, locate, runs, synthesize } = flowOf(flow);
  const onProgressOf = (job: SynthesisJob) => (step: string) => onNote?.(`${job.top}: ${step}`);
  let located: Promise<Tool> | undefined;
  const running = new Map<string, Promise<SynthesizedModule>>();
  makeFolder(folder);
  pruneCache(folder);
  const compute = async (tool: Tool, job: SynthesisJob, key: string): Promise<SynthesizedModule> => {
    const file = join(folder, `${key}.json`);
    const known = readResult(file);
    if (known) {
      markUsed(file);
      return known;
    }
    const result =
      runs === 'program'
        ? await programs.run((signal) => synthesize(tool, job, { onProgress: onProgressOf(job), signal }))
        : await pool.run('synthesize', { flow, tool, job });
    writeWhole(file, JSON.stringify(result));
    return result;
  };
  return {
    async synthesize(job) {
      const tool = await (located ??= locate(toolPath));
      const key = keyOf(tool, job);
      const result = running.get(key) ?? compute(tool, job, key);
      running.set(key, result);
      return result;
    },
  };
}

/** A file that is missing, damaged or of another shape is a result that is not there. */
function readResult(file: string): SynthesizedModule | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return Value.Check(synthesizedModule, value) ? value : undefined;
  } catch {
    return undefined;
  }
}
