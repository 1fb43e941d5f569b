import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SynthesisJob, SynthesizedModule } from '@nx-codesign/flows';
import { createPool, type Pool } from '../threads/pool';
import { createModuleSynthesis } from './moduleSynthesis';
import { createPrograms, type Programs } from './programs';

jest.setTimeout(60_000);

const job: SynthesisJob = {
  top: 'inverter',
  files: { 'inverter.v': 'module inverter(input wire a, output wire y); assign y = ~a; endmodule\n' },
  family: 'xcup',
};

let folder: string;
let pool: Pool;
let programs: Programs;
let built: SynthesizedModule;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'modules-'));
  pool = createPool({ size: 1, setup: {}, signal: new AbortController().signal });
  programs = createPrograms({ size: 1, signal: new AbortController().signal });
  built = await synthesize();
});
afterAll(async () => {
  await pool.close();
  rmSync(folder, { recursive: true });
});

const synthesize = () => createModuleSynthesis(pool, { flow: 'yosys', folder, programs }).synthesize(job);
const cacheFile = () => join(folder, readdirSync(folder)[0]);
const rewrite = (change: (kept: SynthesizedModule) => unknown) =>
  writeFileSync(cacheFile(), JSON.stringify(change(built)));

/** The jobs of a top with two layers; the second computes what is given. */
function layered(second: string): SynthesisJob[] {
  const layer = (name: string, sum: string) =>
    `module ${name} (\n  input wire [1:0] x,\n  output wire [1:0] y\n);\n  assign y = ${sum};\nendmodule\n`;
  const layers = { 'first.v': layer('first', 'x + 1'), 'second.v': layer('second', second) };
  const wiring = '  wire [1:0] z;\n  first a (.x(x), .y(z));\n  second b (.x(z), .y(y));\n';
  const top = `module both (\n  input wire [1:0] x,\n  output wire [1:0] y\n);\n${wiring}endmodule\n`;
  return [
    { top: 'both', files: { 'both.v': top }, libraryFiles: layers, family: 'xcup' },
    { top: 'first', files: { 'first.v': layers['first.v'] }, family: 'xcup' },
    { top: 'second', files: { 'second.v': layers['second.v'] }, family: 'xcup' },
  ];
}

/** Results with a cache in `kept`, and the modules that a thread had to synthesise. */
async function synthesizeAll(
  jobs: readonly SynthesisJob[],
  kept: string,
): Promise<{ results: readonly SynthesizedModule[]; ran: readonly string[] }> {
  const ran: string[] = [];
  const run: Pool['run'] = (name, input) => {
    ran.push((input as { job: SynthesisJob }).job.top);
    return pool.run(name, input);
  };
  const synthesis = createModuleSynthesis({ run }, { flow: 'yosys', folder: kept, programs });
  const results = await Promise.all(jobs.map((each) => synthesis.synthesize(each)));
  return { results, ran };
}

describe('the synthesis of modules', () => {
  test('a result of an earlier run is read back', async () => {
    rewrite((kept) => ({ ...kept, log: 'kept' }));
    expect(await synthesize()).toEqual({ ...built, log: 'kept' });
  });

  test.each<[string, (kept: SynthesizedModule) => unknown]>([
    ['a list', () => []],
    ['nothing', () => null],
    ['no netlist', ({ cells, log, tool }) => ({ cells, log, tool })],
    ['counts that are text', (kept) => ({ ...kept, cells: { LUT1: '1' } })],
    ['a key of another version', (kept) => ({ ...kept, compact: true })],
  ])('a cached file that holds %s is synthesised again, and replaced', async (_, change) => {
    rewrite(change);
    expect(await synthesize()).toEqual(built);
    expect(JSON.parse(readFileSync(cacheFile(), 'utf8'))).toEqual(built);
  });

  test('a torn cached file is synthesised again', async () => {
    writeFileSync(cacheFile(), JSON.stringify(built).slice(0, -5));
    expect(await synthesize()).toEqual(built);
  });

  test('of a design with one changed layer that layer alone is synthesised again; all comes out as without a cache', async () => {
    const warm = mkdtempSync(join(tmpdir(), 'modules-warm-'));
    const cold = mkdtempSync(join(tmpdir(), 'modules-cold-'));
    const before = await synthesizeAll(layered('~x'), warm);
    const after = await synthesizeAll(layered('x ^ {x[0], x[1]}'), warm);
    const fresh = await synthesizeAll(layered('x ^ {x[0], x[1]}'), cold);
    expect([before.ran, after.ran, fresh.ran]).toEqual([
      ['both', 'first', 'second'],
      ['second'],
      ['both', 'first', 'second'],
    ]);
    expect(after.results).toEqual(fresh.results);
    [warm, cold].forEach((each) => rmSync(each, { recursive: true }));
  });

  test('a tool that is not where the config says is an error that says what to do', async () => {
    const options = { flow: 'yosys-native', toolPath: join(folder, 'yosys'), folder, programs };
    await expect(createModuleSynthesis(pool, options).synthesize(job)).rejects.toMatchObject({
      code: 'flows.toolMissing',
      message: expect.stringMatching(/yosys is not at .* set "synthesize.tools.yosys" .* "synthesize.flow"/),
    });
  });

  test('the flow is looked up by its name, here and in the thread', async () => {
    expect(() => createModuleSynthesis(pool, { flow: 'yosis', folder, programs })).toThrow(
      expect.objectContaining({ code: 'flows.unknownFlow', message: expect.stringContaining("'yosys'") }),
    );
    await expect(
      pool.run('synthesize', { flow: 'yosis', tool: { path: '', version: '' }, job }),
    ).rejects.toMatchObject({
      code: 'flows.unknownFlow',
    });
  });
});
