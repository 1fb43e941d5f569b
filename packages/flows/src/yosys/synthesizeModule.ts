import type { SynthesisJob, SynthesizedModule } from './job';
import { TextCollector } from '../tools/textCollector';
import { optimiseLate } from './lateOptimisation';
import { planSynthesis } from './plan';
import { collectMessages, synthesizedModule, yosysFailed } from './result';
import { statisticsFile } from './script';

export interface SynthesisOptions {
  /** Called with the name of each step as it begins. */
  readonly onProgress?: (step: string) => void;
  /** Ends the program of a flow that runs one (`flows.cancelled`). */
  readonly signal?: AbortSignal;
}

/**
 * Synthesises one module with Yosys from npm, in the calling thread, which it blocks: call it in a worker thread.
 * Throws `flows.yosysFailed` with the exit code and the tail of what Yosys wrote to standard error.
 */
export async function synthesizeModule(
  job: SynthesisJob,
  { onProgress }: SynthesisOptions = {},
): Promise<SynthesizedModule> {
  const plan = planSynthesis(job);
  // An ES module, like execa.
  const { runYosys, version } = await import('@yowasp/yosys');
  const netlist = new TextCollector();
  const messages = collectMessages(onProgress);
  const stdout = (bytes: Uint8Array | null) => netlist.add(bytes);
  const optimiseAsUsual = optimiseLate();
  const stderr = (bytes: Uint8Array | null) => {
    optimiseAsUsual();
    messages.add(bytes);
  };
  let tree;
  try {
    tree = await runYosys([...plan.args], { ...plan.files }, { stdout, stderr });
  } catch (error) {
    throw yosysFailed(job, { version, ending: endingOf(error), messages: messages.text });
  } finally {
    optimiseAsUsual();
  }
  const output = {
    netlist: netlist.text,
    statistics: String(tree?.[statisticsFile] ?? ''),
    messages: messages.text,
  };
  return synthesizedModule(output, {
    family: job.family,
    tool: { name: 'yosys', version },
  });
}

function endingOf(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  return code === undefined ? `stopped (${String(error)})` : `ended with code ${String(code)}`;
}
