import { CodesignError } from '@nx-codesign/ir';
import { tailOf } from '../tools/run';
import { compactNetlist } from './compactNetlist';
import type { SynthesisJob, SynthesizedModule } from './job';
import { planSynthesis } from './plan';
import { progressPrefix, statisticsFile } from './script';

export interface SynthesisOptions {
  /** Called with the name of each step as it begins. */
  readonly onProgress?: (step: string) => void;
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
  const messages = new TextCollector((line) => {
    if (line.startsWith(progressPrefix)) onProgress?.(line.slice(progressPrefix.length));
  });
  const stdout = (bytes: Uint8Array | null) => netlist.add(bytes);
  const stderr = (bytes: Uint8Array | null) => messages.add(bytes);
  let tree;
  try {
    tree = await runYosys([...plan.args], { ...plan.files }, { stdout, stderr });
  } catch (error) {
    throw yosysFailed({ job, version, error, messages: messages.text });
  }
  return {
    netlistJson: compactNetlist(netlist.text),
    cells: cellsOf(String(tree?.[statisticsFile] ?? '')),
    log: messages.text,
    tool: { name: 'yosys', version },
  };
}

/** The error holds the code and the last lines only: the one that Yosys throws drags all files along. */
function yosysFailed(failure: {
  job: SynthesisJob;
  version: string;
  error: unknown;
  messages: string;
}): CodesignError {
  const { job, version, error, messages } = failure;
  const code = (error as { code?: unknown }).code;
  const ending = code === undefined ? `stopped (${String(error)})` : `ended with code ${String(code)}`;
  const message = `Yosys ${version} ${ending} on module ${job.top} for ${job.family}: ${tailOf(messages)}`;
  return new CodesignError('flows.yosysFailed', message);
}

function cellsOf(statistics: string): Record<string, number> {
  const { design } = JSON.parse(statistics) as { design: { num_cells_by_type: Record<string, number> } };
  return design.num_cells_by_type;
}

/** Joins the chunks of an output stream; gives whole lines to a listener as they come. */
class TextCollector {
  private readonly decoder = new TextDecoder();
  private readonly chunks: string[] = [];
  private line = '';

  constructor(private readonly onLine?: (line: string) => void) {}

  add(bytes: Uint8Array | null): void {
    const chunk = bytes === null ? this.decoder.decode() : this.decoder.decode(bytes, { stream: true });
    this.chunks.push(chunk);
    if (this.onLine === undefined) return;
    const lines = (this.line + chunk).split('\n');
    this.line = lines.pop() ?? '';
    lines.forEach(this.onLine);
  }

  get text(): string {
    return this.chunks.join('');
  }
}
