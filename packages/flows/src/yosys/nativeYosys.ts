import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { requireTool, type Tool } from '../tools/findTool';
import { run, ToolFailure } from '../tools/run';
import { inTemporaryFolder } from '../tools/temporaryFolder';
import type { SynthesisJob, SynthesizedModule } from './job';
import { planSynthesis } from './plan';
import { collectMessages, synthesizedModule, yosysFailed } from './result';
import { statisticsFile } from './script';
import type { SynthesisOptions } from './synthesizeModule';

/**
 * The program `yosys` at `path` or, without one, on the PATH, with its version. Throws `flows.toolMissing`, which says
 * where it was looked for and what else there is.
 */
export function locateYosys(path?: string): Promise<Tool> {
  return requireTool('yosys', {
    path,
    setting: 'synthesize.tools.yosys',
    otherwise: 'or set "synthesize.flow" to "yosys", which needs no installation',
  });
}

/**
 * Synthesises one module with an installed Yosys, in a process and a temporary folder of its own: the same script as
 * `synthesizeModule`. Throws `flows.yosysFailed` with the exit code and the tail of its messages, and what `run` throws.
 */
export async function synthesizeNatively(
  tool: Tool,
  job: SynthesisJob,
  { onProgress, signal }: SynthesisOptions = {},
): Promise<SynthesizedModule> {
  const { args, files } = planSynthesis(job, { abc: await abcOption(tool, job, signal), flatten: '' });
  const messages = collectMessages(onProgress);
  return inTemporaryFolder(files, async (folder) => {
    let netlist: string;
    try {
      const onStderr = (bytes: Uint8Array) => messages.add(bytes);
      netlist = (await run(tool.path, args, { cwd: folder, onStderr, signal })).stdout;
    } catch (error) {
      if (!(error instanceof ToolFailure)) throw error;
      const ending = `ended ${error.ending}`;
      throw yosysFailed(job, { version: tool.version, ending, messages: messages.text });
    }
    const statistics = await readFile(join(folder, statisticsFile), 'utf8');
    const { version } = tool;
    const output = { netlist, statistics, messages: messages.text };
    return synthesizedModule(output, { family: job.family, tool: { name: 'yosys', version } });
  });
}

/** Versions whose synthesis for Lattice's families maps with abc9 by default have an option against it. */
async function abcOption(
  tool: Tool,
  { family }: SynthesisJob,
  signal: AbortSignal | undefined,
): Promise<'-noabc9' | ''> {
  if (family !== 'ice40' && family !== 'ecp5') return '';
  const { stdout } = await run(tool.path, ['-p', `help synth_${family}`], { signal });
  return stdout.includes('-noabc9') ? '-noabc9' : '';
}
