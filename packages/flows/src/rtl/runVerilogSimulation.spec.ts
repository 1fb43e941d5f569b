import { buildDesign, designJson, emitVerilog } from '@nx-codesign/hardware';
import { smallProgram, smallResults, smallVectors } from '../__fixtures__/smallProgram';
import { testWith } from '../__fixtures__/testWith';
import { runVerilogSimulation } from './runVerilogSimulation';

const design = buildDesign(smallProgram, { clockPeriodNs: 2, part: 'xcvu13p-flga2577-2-e' });
const files = emitVerilog(design, { networkHash: 'abc' });
const stimuli = smallVectors.subarray(0, 900);
const expected = smallResults.subarray(0, 600);
const job = { files, design: designJson(design), stimuli, expected };

describe.each(['iverilog', 'verilator'] as const)('runVerilogSimulation with %s', (simulator) => {
  testWith(simulator)(
    `agrees on right results and counts a wrong one (${simulator})`,
    async () => {
      const right = await runVerilogSimulation({ ...job, simulator });
      expect(right).toMatchObject({ status: 'done', simulator, vectors: 300, mismatches: 0 });
      if (simulator === 'verilator') return;
      const wrong = Int32Array.from(expected);
      wrong[17] ^= 1;
      expect(await runVerilogSimulation({ ...job, simulator, expected: wrong })).toMatchObject({
        vectors: 300,
        mismatches: 1,
        log: expect.stringContaining('Vector 8: expected'),
      });
    },
    120_000,
  );
});

describe('runVerilogSimulation', () => {
  test('is skipped where no simulator is installed', async () => {
    expect(await runVerilogSimulation({ ...job, searchPath: '/nonexistent' })).toEqual({
      status: 'skipped',
      missing: 'iverilog or verilator',
    });
  });

  testWith('iverilog')('tells why a design does not compile (iverilog)', async () => {
    const broken = { ...files, 'tiny.v': 'module tiny (' };
    await expect(
      runVerilogSimulation({ ...job, files: broken, simulator: 'iverilog' }),
    ).rejects.toMatchObject({
      code: 'flows.toolFailed',
      message: expect.stringContaining('syntax error'),
    });
  });

  testWith('iverilog')('throws where a file of the design is missing (iverilog)', async () => {
    const design = { ...job.design, files: [...job.design.files, 'lost.v'] };
    await expect(runVerilogSimulation({ ...job, design, simulator: 'iverilog' })).rejects.toMatchObject({
      code: 'flows.missingFile',
      message: expect.stringContaining('lost.v'),
    });
  });
});
