import { CodesignError } from '@nx-codesign/ir';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findTool, type Tool } from '../tools/findTool';
import { run } from '../tools/run';
import { inTemporaryFolder } from '../tools/temporaryFolder';
import { formatVectors, parseVectors } from './vectorText';

export interface HlsTestBenchJob {
  /** The emitted project, `path -> text` (`emitHls` of package hardware). */
  readonly files: Readonly<Record<string, string>>;
  /** Name of the top function: the test bench is `<top>_test.cpp`. */
  readonly top: string;
  /** `[count, inputs]` integers. */
  readonly stimuli: Int32Array;
  readonly count: number;
  /** Elements of a result vector. */
  readonly outputs: number;
  readonly signal?: AbortSignal;
  /** Where to look for the compiler; the PATH if absent. */
  readonly searchPath?: string;
}

export type HlsTestBenchResult =
  | { readonly status: 'done'; readonly results: Int32Array; readonly compiler: Tool }
  | { readonly status: 'skipped'; readonly missing: string };

const compilerName = 'g++';
const stimuliFile = 'vectors/stimuli.dat';
const resultsFile = 'results.dat';
/** In place of the expected vectors: the test bench then compares nothing. */
const noComparison = '-';

/**
 * Compiles the emitted C++ with g++ in a temporary folder and runs its test bench on all vectors.
 * Gives `[count, outputs]` integers, or `skipped` where there is no g++.
 * Throws `flows.toolFailed` if it does not compile or run, `flows.badVectors` if the results cannot be read.
 */
export async function runHlsTestBench(job: HlsTestBenchJob): Promise<HlsTestBenchResult> {
  const compiler = await findTool(compilerName, job.searchPath);
  if (compiler === undefined) return { status: 'skipped', missing: compilerName };
  const { files, top, stimuli, count, outputs, signal } = job;
  if (count < 1 || stimuli.length % count !== 0) {
    const message = `Expected whole vectors, got ${stimuli.length} integers for ${count} vectors.`;
    throw new CodesignError('flows.badVectors', message);
  }
  const vectors = formatVectors(stimuli, stimuli.length / count);
  const results = await inTemporaryFolder({ ...files, [stimuliFile]: vectors }, async (folder) => {
    const env = { CXX: compiler.path };
    await run('sh', ['build.sh'], { cwd: folder, signal, env });
    await run(join(folder, `${top}_test`), [stimuliFile, noComparison, resultsFile], { cwd: folder, signal });
    return parseVectors(await readFile(join(folder, resultsFile), 'utf8'), [count, outputs]);
  });
  return { status: 'done', results, compiler };
}
