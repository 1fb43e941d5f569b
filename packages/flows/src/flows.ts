import { CodesignError, suggestName } from '@nx-codesign/ir';
import type { PartFamily } from '@nx-codesign/hardware';
import type { SynthesisJob, SynthesizedModule } from './yosys/job';
import { synthesisKey } from './yosys/synthesisKey';
import { synthesizeModule, type SynthesisOptions } from './yosys/synthesizeModule';

/** A way from Verilog to a mapped netlist. */
export interface Flow {
  readonly name: string;
  readonly families: readonly PartFamily[];
  /** Blocks its thread for as long as it takes. */
  synthesize(job: SynthesisJob, options?: SynthesisOptions): Promise<SynthesizedModule>;
  /** Names the result by everything that determines it. */
  key(job: SynthesisJob): string;
}

/** The flows by name. */
export const flows: Readonly<Record<string, Flow>> = {
  yosys: {
    name: 'yosys',
    families: ['xcup', 'xc7', 'ice40', 'ecp5'],
    synthesize: synthesizeModule,
    key: (job) => synthesisKey(job),
  },
};

/** The flow of that name. Throws `flows.unknownFlow`, naming the nearest. */
export function flowOf(name: string): Flow {
  if (Object.hasOwn(flows, name)) return flows[name];
  const known = Object.keys(flows);
  throw new CodesignError('flows.unknownFlow', `There is no flow '${name}'. ${suggestName(name, known)}`);
}
