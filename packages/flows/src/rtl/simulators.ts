import { join } from 'node:path';
import type { Tool } from '../tools/findTool';
import { run } from '../tools/run';

interface Simulation {
  readonly tool: Tool;
  /** Holds the sources; everything is built there. */
  readonly folder: string;
  /** Name of the test bench's module. */
  readonly top: string;
  readonly sources: readonly string[];
  readonly plusArguments: readonly string[];
  readonly signal?: AbortSignal;
}

/** Builds and runs a test bench, by the name of the program; gives what it printed. Quick to build first. */
export const verilogSimulators = {
  async iverilog({ tool, folder, top, sources, plusArguments, signal }: Simulation): Promise<string> {
    await run(tool.path, ['-g2001', '-s', top, '-o', 'bench.vvp', ...sources], { cwd: folder, signal });
    return (await run('vvp', ['bench.vvp', ...plusArguments], { cwd: folder, signal })).stdout;
  },

  async verilator({ tool, folder, top, sources, plusArguments, signal }: Simulation): Promise<string> {
    const args = [
      '--binary',
      '--timing',
      '-Wno-fatal',
      '-O3',
      '--top-module',
      top,
      '-o',
      'bench',
      ...sources,
    ];
    await run(tool.path, args, { cwd: folder, signal });
    return (await run(join(folder, 'obj_dir', 'bench'), plusArguments, { cwd: folder, signal })).stdout;
  },
} as const;

export type VerilogSimulatorName = keyof typeof verilogSimulators;
