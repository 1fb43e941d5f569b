import {
  addersFile,
  buildDesign,
  designJson,
  emitVerilog,
  parts,
  type PartFamily,
} from '@nx-codesign/hardware';
import { CodesignError, interpret, type IntegerProgram } from '@nx-codesign/ir';
import { layeredProgram, layeredVectors } from './__fixtures__/layeredProgram';
import { smallProgram, smallResults, smallVectors } from './__fixtures__/smallProgram';
import type { Flow } from './flows';
import { createGateSimulator } from './gates/simulator';
import { cellCounts } from './netlist/netlist';
import { parseNetlist } from './netlist/parse';
import { compareIntegers } from './verification/compareIntegers';
import type { SynthesisJob, SynthesizedModule } from './yosys/job';
import type { SynthesisOptions } from './yosys/synthesizeModule';

const TIMEOUT_MS = 60_000;
const VECTORS = 4096;

/** The emitted Verilog of a network for a part of the family: top, layer modules and adders in one job. */
function jobFor(program: IntegerProgram, family: PartFamily) {
  const part = parts.find((each) => each.family === family)!.name;
  const built = buildDesign(program, { clockPeriodNs: 2, part });
  const files = emitVerilog(built, { networkHash: 'abc' });
  const design = designJson(built);
  const sources = design.files.map((file) => [file, files[file]] as const);
  const job: SynthesisJob = { top: design.top, files: Object.fromEntries(sources), family };
  return { design, files, job };
}

function wholeJob(family: PartFamily): SynthesisJob {
  return jobFor(smallProgram, family).job;
}

/** What every flow must do, whatever its tool. `run` is Jest's `test`, or one that skips where the tool is missing. */
export function describeFlow(flow: Flow, run: jest.It = it): void {
  describe(`${flow.name} as a flow`, () => {
    describeKey(flow);
    describeGates(flow, run);
    describeInstances(flow, run);
    describeJobs(flow, run);
  });
}

async function synthesizeWith(
  { locate, synthesize }: Flow,
  job: SynthesisJob,
  options?: SynthesisOptions,
): Promise<SynthesizedModule> {
  return synthesize(await locate(), job, options);
}

function describeKey({ name, families, key }: Flow): void {
  const job = wholeJob(families[0]);
  const tool = { path: 'tool', version: '1.0' };

  it('has a plain name and at least one family', () => {
    expect(name).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(families.length).toBeGreaterThan(0);
    expect(new Set(families).size).toBe(families.length);
  });

  it('gives the same key for the same job, in whatever order its files are: a file name', () => {
    const reversed = Object.fromEntries(Object.entries(job.files).reverse());
    expect(key(tool, { ...job, files: reversed })).toBe(key(tool, job));
    expect(key(tool, job)).toMatch(/^[\w-]+$/);
  });

  it('gives another key for another top, family, text, file or library', () => {
    const [file, text] = Object.entries(job.files)[0];
    const jobs: SynthesisJob[] = [
      job,
      { ...job, top: 'other' },
      ...families.slice(1).map((family) => ({ ...job, family })),
      { ...job, files: { ...job.files, [file]: `${text}\n` } },
      { ...job, files: { ...job.files, 'more.v': '' } },
      { ...job, libraryFiles: { 'more.v': '' } },
    ];
    expect(new Set(jobs.map((each) => key(tool, each))).size).toBe(jobs.length);
  });
}

function describeGates(flow: Flow, run: jest.It): void {
  run.each(flow.families)(
    'makes gates of %s that compute the network on every input, and counts them',
    async (family) => {
      const { inputPorts, outputPorts, latencyCycles } = jobFor(smallProgram, family).design;
      const job = wholeJob(family);
      const { netlistJson, cells, tool } = await synthesizeWith(flow, job);
      const netlist = parseNetlist(netlistJson, job.top);
      const stimulus = { inputs: smallVectors, count: VECTORS, inputPorts, outputPorts, latencyCycles };
      const results = createGateSimulator(netlist).run(stimulus);
      const shape = [VECTORS, outputPorts.length] as const;
      expect(compareIntegers(smallResults, results, shape)).toEqual({ vectors: VECTORS, mismatches: 0 });
      expect(cells).toEqual(cellCounts(netlist));
      expect([tool.name, tool.version]).toEqual([expect.stringMatching(/\w/), expect.stringMatching(/\d/)]);
    },
    TIMEOUT_MS,
  );
}

/** A network whose modules are instantiated at many positions, in one job. */
function describeInstances(flow: Flow, run: jest.It): void {
  const [family] = flow.families;
  run(
    'makes gates that compute layers at many positions',
    async () => {
      const program = layeredProgram(5);
      const stimuli = layeredVectors(VECTORS, 5);
      const { job, design } = jobFor(program, family);
      const netlist = parseNetlist((await synthesizeWith(flow, job)).netlistJson, job.top);
      const results = createGateSimulator(netlist).run({ ...design, inputs: stimuli, count: VECTORS });
      const expected = interpret(program, stimuli, VECTORS);
      const shape = [VECTORS, design.outputPorts.length] as const;
      expect(compareIntegers(expected, results, shape)).toEqual({ vectors: VECTORS, mismatches: 0 });
    },
    TIMEOUT_MS,
  );
}

function describeJobs(flow: Flow, run: jest.It): void {
  const [family] = flow.families;
  run(
    'gives the same result for the same job, leaves the job alone and tells its steps',
    async () => {
      const job = wholeJob(family);
      const before = structuredClone(job);
      const steps: string[] = [];
      const result = await synthesizeWith(flow, job, { onProgress: (step) => steps.push(step) });
      expect(job).toEqual(before);
      expect(await synthesizeWith(flow, job)).toEqual(result);
      expect(steps.filter((step) => /\w/.test(step)).length).toBeGreaterThan(0);
    },
    TIMEOUT_MS,
  );

  run(
    'keeps library modules as instances',
    async () => {
      const { design, files } = jobFor(smallProgram, family);
      const [{ name, file }] = design.modules;
      const sources = { [`${design.top}.v`]: files[`${design.top}.v`] };
      const libraryFiles = { [file]: files[file], [addersFile]: files[addersFile] };
      const { cells } = await synthesizeWith(flow, { top: design.top, files: sources, libraryFiles, family });
      expect(cells).toEqual({ [name]: 1 });
    },
    TIMEOUT_MS,
  );

  run(
    'fails with a code and names the module, without the files',
    async () => {
      const job = { top: 'broken', files: { 'broken.v': 'module broken (' }, family };
      const failure: unknown = await synthesizeWith(flow, job).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(CodesignError);
      expect(failure).toMatchObject({ message: expect.stringContaining('broken') });
      expect(JSON.stringify(Object.entries(failure as object))).not.toContain('module broken');
    },
    TIMEOUT_MS,
  );
}
