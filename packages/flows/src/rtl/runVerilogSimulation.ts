import { CodesignError } from '@nx-codesign/ir';
import { inputsOf, stimuliHex, vectorHex, type DesignDescription } from '@nx-codesign/hardware';
import { findTool, type Tool } from '../tools/findTool';
import { tailOf } from '../tools/run';
import { inTemporaryFolder } from '../tools/temporaryFolder';
import { verilogSimulators, type VerilogSimulatorName } from './simulators';

export interface VerilogSimulationJob {
  /** The emitted Verilog with its test bench, `path -> text` (`emitVerilog` of package hardware). */
  readonly files: Readonly<Record<string, string>>;
  readonly design: DesignDescription;
  /** `[count, inputs]` integers: whole vectors, whatever number of beats they enter in. */
  readonly stimuli: Int32Array;
  /** `[count, outputs]` integers. */
  readonly expected: Int32Array;
  /** The simulator to use; the first one installed if absent. */
  readonly simulator?: VerilogSimulatorName;
  /** Clocks between two vectors of a design that takes a vector in several beats; 0 if absent. */
  readonly gap?: number;
  readonly signal?: AbortSignal;
  /** Where to look for simulators; the PATH if absent. */
  readonly searchPath?: string;
}

export type VerilogSimulationResult =
  | {
      readonly status: 'done';
      readonly simulator: VerilogSimulatorName;
      readonly tool: Tool;
      readonly vectors: number;
      readonly mismatches: number;
      /** What the test bench printed. */
      readonly log: string;
    }
  | { readonly status: 'skipped'; readonly missing: string };

const stimuliFile = 'stimuli.hex';
const expectedFile = 'expected.hex';

/**
 * Simulates the Verilog before synthesis with Icarus or Verilator, by its own test bench. `skipped` where neither
 * is installed. Throws `flows.badVectors` unless stimuli and expected are equally many whole vectors,
 * `flows.toolFailed` if it does not compile, `flows.badTestBench` if it ends without a verdict on all vectors.
 */
export async function runVerilogSimulation(job: VerilogSimulationJob): Promise<VerilogSimulationResult> {
  const count = countVectors(job);
  const names = job.simulator ? [job.simulator] : (Object.keys(verilogSimulators) as VerilogSimulatorName[]);
  for (const simulator of names) {
    const tool = await findTool(simulator, job.searchPath);
    if (tool !== undefined)
      return { status: 'done', simulator, tool, ...verdictOf(await simulate(job, simulator, tool), count) };
  }
  return { status: 'skipped', missing: names.join(' or ') };
}

/** What the test bench prints. */
async function simulate(
  job: VerilogSimulationJob,
  simulator: VerilogSimulatorName,
  tool: Tool,
): Promise<string> {
  const { files, design, stimuli, expected, gap = 0, signal } = job;
  const sources = [...design.files, design.testBench];
  const missing = sources.find((file) => files[file] === undefined);
  if (missing !== undefined) {
    throw new CodesignError(
      'flows.missingFile',
      `The design names the file ${missing}, which is not there. Emit it again.`,
    );
  }
  const all = {
    ...Object.fromEntries(sources.map((file) => [file, files[file]])),
    [stimuliFile]: stimuliHex(stimuli, design),
    [expectedFile]: vectorHex(expected, design.outputPorts),
  };
  const top = design.testBench.replace(/\.v$/, '');
  return inTemporaryFolder(all, async (folder) => {
    const plusArguments = [`+stimuli=${stimuliFile}`, `+expected=${expectedFile}`, `+gap=${gap}`];
    return verilogSimulators[simulator]({ tool, folder, top, sources, plusArguments, signal });
  });
}

function countVectors({ design, stimuli, expected }: VerilogSimulationJob): number {
  const count = stimuli.length / inputsOf(design);
  const results = expected.length / design.outputPorts.length;
  if (Number.isInteger(count) && count > 0 && count === results) return count;
  throw new CodesignError(
    'flows.badVectors',
    `Expected equally many whole vectors of stimuli and results, at least one; got ${count} and ${results}.`,
  );
}

/** Reads `PASS: <n> vectors` or `FAIL: <m> of <n> vectors`; `n` has to be the number of stimuli. */
function verdictOf(log: string, count: number): { vectors: number; mismatches: number; log: string } {
  const [, pass] = /^PASS: (\d+) vectors$/m.exec(log) ?? [];
  const [, mismatches = '0', fail] = /^FAIL: (\d+) of (\d+) vectors$/m.exec(log) ?? [];
  if (Number(pass ?? fail) === count) return { vectors: count, mismatches: Number(mismatches), log };
  throw new CodesignError(
    'flows.badTestBench',
    `The test bench should end with PASS or FAIL for ${count} vectors: ${tailOf(log)}`,
  );
}
