import type { PartFamily } from '@nx-codesign/hardware';
import { CodesignError } from '@nx-codesign/ir';
import { tailOf } from '../tools/run';
import { TextCollector } from '../tools/textCollector';
import { combineLuts } from './combineLuts';
import { compactNetlist } from './compactNetlist';
import type { SynthesisJob, SynthesizedModule } from './job';
import { progressPrefix } from './script';

/** What a run of the script has written. */
export interface YosysOutput {
  /** Standard output: the netlist. */
  readonly netlist: string;
  /** The file of cell counts. */
  readonly statistics: string;
  /** Standard error. */
  readonly messages: string;
}

/** The mapped module that a run of the script has written, of LUTs with two outputs where the family has them. */
export function synthesizedModule(
  { netlist, statistics, messages }: YosysOutput,
  { family, tool }: { readonly family: PartFamily; readonly tool: SynthesizedModule['tool'] },
): SynthesizedModule {
  const cells = { ...cellsOf(statistics) };
  const netlistJson = compactNetlist(netlist, (module) => {
    if (!hasDualLuts[family]) return module;
    const { module: combined, pairs } = combineLuts(module);
    pairs.forEach((types) => {
      types.forEach((type) => (cells[type] -= 1));
      cells.LUT6_2 = (cells.LUT6_2 ?? 0) + 1;
    });
    return combined;
  });
  const present = Object.entries(cells).filter(([, count]) => count > 0);
  return { netlistJson, cells: Object.fromEntries(present), log: messages, tool };
}

/** Families whose LUTs have two outputs. */
const hasDualLuts: Readonly<Record<PartFamily, boolean>> = {
  xcup: true,
  xc7: true,
  ice40: false,
  ecp5: false,
};

/** Collects standard error and tells the script's steps as they begin. */
export function collectMessages(onProgress?: (step: string) => void): TextCollector {
  return new TextCollector((line) => {
    if (line.startsWith(progressPrefix)) onProgress?.(line.slice(progressPrefix.length));
  });
}

/**
 * `flows.yosysFailed` with how Yosys ended, the module and the last lines of its messages. Nothing else of the tool's own
 * error: the one of the npm package drags all files along.
 */
export function yosysFailed(
  job: SynthesisJob,
  failure: { readonly version: string; readonly ending: string; readonly messages: string },
): CodesignError {
  const { version, ending, messages } = failure;
  const message = `Yosys ${version} ${ending} on module ${job.top} for ${job.family}: ${tailOf(messages)}`;
  return new CodesignError('flows.yosysFailed', message);
}

/** Counts of the whole design; of a version of Yosys that prints no sum of its modules, those of the only module. */
function cellsOf(statistics: string): Record<string, number> {
  const { design } = JSON.parse(statistics) as { design: { num_cells_by_type: Record<string, number> } };
  return design.num_cells_by_type;
}
