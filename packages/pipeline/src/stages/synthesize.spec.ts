import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeSafetensors, encodeSafetensors } from '@nx-codesign/ir';
import { readBytes } from '../artefacts/readBytes';
import type { Verification } from '../records/checks';
import type { EmittedVariant, VariantsFile } from '../records/variants';
import type { CodesignConfig } from '../config/schema';
import { stageNames } from '../config/stages';
import { digestsOf, makeTestStudy, runStages, type TestStudy } from '../__fixtures__/testStudy';
import { testWith } from '../../../../tools/testing/testWith';

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

  test('without g++ the C++ is skipped by name, the last line says so, and all else is the same', async () => {
    copyInputs('bare');
    process.env['PATH'] = '';
    const lines: string[] = [];
    await runStages(study, ['synthesize'], { ...run, output: 'bare', log: (line) => lines.push(line) });
    expect(verificationOf('bare')).toEqual({
      ...verificationOf('out'),
      cpp: { skipped: 'g++ is not installed' },
    });
    expect(lines.join('\n')).toContain('C++ skipped: g++ is not installed');
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
});
