import { CodesignError } from '@nx-codesign/ir';
import { inputsOf, stimuliHex, vectorHex, type Design, type DesignDescription } from '@nx-codesign/hardware';
import { findTool, type Tool } from '../tools/findTool';
import { tailOf } from '../tools/run';
import { inTemporaryFolder } from '../tools/temporaryFolder';
import { firstWrongInstance, windowOf, type MismatchPlace } from '../verification/firstWrongInstance';
import { probeBench } from './probeBench';
import { elementsOfHex, mismatchOfLog, type VerilogMismatch } from './verilogMismatch';
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
      /** Absent without one. */
      readonly first?: VerilogMismatch;
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
  const found = await findSimulator(job);
  if (found === undefined) return { status: 'skipped', missing: simulatorsOf(job).join(' or ') };
  const { simulator, tool } = found;
  const verdict = verdictOf(await simulate(job, simulator, tool), count);
  const first = mismatchOfLog(verdict.log, job.design, job.expected);
  return { status: 'done', simulator, tool, ...verdict, ...(first && { first }) };
}

function simulatorsOf({ simulator }: VerilogSimulationJob): VerilogSimulatorName[] {
  return simulator ? [simulator] : (Object.keys(verilogSimulators) as VerilogSimulatorName[]);
}

/** The first of the simulators that is installed. */
async function findSimulator(job: VerilogSimulationJob) {
  for (const simulator of simulatorsOf(job)) {
    const tool = await findTool(simulator, job.searchPath);
    if (tool !== undefined) return { simulator, tool };
  }
  return undefined;
}

/**
 * Where the Verilog goes wrong for a vector: it is simulated once more with the vectors around that one, and what its
 * instances give is compared with the design's adder graphs. `undefined` if all of them are right, or without a simulator.
 */
export async function locateVerilogMismatch(
  job: VerilogSimulationJob,
  built: Design,
  vector: number,
): Promise<MismatchPlace | undefined> {
  const count = countVectors(job);
  const { latencyCycles, initiationInterval } = built;
  const inFlight = Math.ceil(latencyCycles / initiationInterval) + 1;
  const first = Math.max(0, vector - inFlight);
  const window = windowOf(
    { ...job.design, inputs: job.stimuli, count },
    first,
    Math.min(count - 1, vector + inFlight),
  );
  const { testBench } = job.design;
  const bench = probeBench(built, testBench.replace(/\.v$/, ''), window.count);
  const probed = { ...job, stimuli: window.inputs, files: { ...job.files, [testBench]: bench } };
  const found = await findSimulator(job);
  if (found === undefined) return undefined;
  const traces = tracesOf(await simulate(probed, found.simulator, found.tool), built);
  return firstWrongInstance(built, traces, { window, vector, first });
}

/** What the probe printed, by instance and cycle. */
function tracesOf(log: string, { instances, modules }: Design): number[][][] {
  const traces: number[][][] = instances.map(() => []);
  for (const [, index, hex] of log.matchAll(/^(\d+) ([\da-fxz]+)$/gim)) {
    const { module } = instances[Number(index)];
    traces[Number(index)].push(elementsOfHex(hex, modules[module].output));
  }
  return traces;
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
