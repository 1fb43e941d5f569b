import { CodesignError, suggestName } from '@nx-codesign/ir';
import type { PartFamily } from '@nx-codesign/hardware';
import type { Tool } from './tools/findTool';
import type { SynthesisJob, SynthesizedModule } from './yosys/job';
import { locateYosys, synthesizeNatively } from './yosys/nativeYosys';
import { resultVersion, synthesisKey, yosysVersion } from './yosys/synthesisKey';
import { synthesizeModule, type SynthesisOptions } from './yosys/synthesizeModule';

/** A way from Verilog to a mapped netlist. */
export interface Flow {
  readonly name: string;
  readonly families: readonly PartFamily[];
  /** In a program, which `signal` ends; or in the calling thread, which it blocks: call it in a worker thread. */
  readonly runs: 'program' | 'in thread';
  /**
   * The tool that it runs, with its version: the program at `path`, or where it is without one. Throws
   * `flows.toolMissing` with what to do.
   */
  locate(path?: string): Promise<Tool>;
  /** With a tool that `locate` gave. */
  synthesize(tool: Tool, job: SynthesisJob, options?: SynthesisOptions): Promise<SynthesizedModule>;
  /** Names the result by everything that determines it, the tool's version too. */
  key(tool: Tool, job: SynthesisJob): string;
}

const families: readonly PartFamily[] = ['xcup', 'xc7', 'ice40', 'ecp5'];

/** The flows by name. */
export const flows: Readonly<Record<string, Flow>> = {
  yosys: {
    name: 'yosys',
    runs: 'in thread',
    families,
    locate: () => Promise.resolve({ path: '@yowasp/yosys', version: yosysVersion }),
    synthesize: (_tool, job, options) => synthesizeModule(job, options),
    key: (_tool, job) => synthesisKey(job),
  },
  'yosys-native': {
    name: 'yosys-native',
    runs: 'program',
    families,
    locate: locateYosys,
    synthesize: synthesizeNatively,
    key: ({ version }, job) => synthesisKey(job, { tool: `native ${version}`, result: resultVersion }),
  },
};

/** The flow of that name. Throws `flows.unknownFlow`, naming the nearest. */
export function flowOf(name: string): Flow {
  if (Object.hasOwn(flows, name)) return flows[name];
  const known = Object.keys(flows);
  throw new CodesignError('flows.unknownFlow', `There is no flow '${name}'. ${suggestName(name, known)}`);
}
