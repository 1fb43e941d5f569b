import { buildDesign, designJson, emitVerilog } from '@nx-codesign/hardware';
import { interpret, type IntegerProgram } from '@nx-codesign/ir';
import { smallProgram, smallResults, smallVectors } from '../__fixtures__/smallProgram';
import { testWith } from '../../../../tools/testing/testWith';
import {
  locateVerilogMismatch,
  runVerilogSimulation,
  type VerilogSimulationJob,
} from './runVerilogSimulation';

const design = buildDesign(smallProgram, { clockPeriodNs: 2, part: 'xcvu13p-flga2577-2-e' });
const files = emitVerilog(design, { networkHash: 'abc' });
const stimuli = smallVectors.subarray(0, 900);
const expected = smallResults.subarray(0, 600);
/** The sum over four particles of two integers each. */
const setProgram: IntegerProgram = {
  name: 'set',
  operations: [
    {
      ...{ kind: 'input', layer: 'input', shape: [4, 2], fraction: 0 },
      low: Array.from({ length: 8 }, () => 0),
      high: Array.from({ length: 8 }, () => 15),
      format: { signed: false, integer: 4, fraction: 0 },
    },
    { ...{ kind: 'sum', layer: 'sum', x: 0, shape: [2], fraction: 0 }, low: [0, 0], high: [60, 60] },
  ],
  output: 1,
};
const setCount = 40;
const setVectors = Int32Array.from({ length: setCount * 8 }, (_, i) => (i * 7) % 16);
const job = { files, design: designJson(design), stimuli, expected };

describe.each(['iverilog', 'verilator'] as const)('runVerilogSimulation with %s', (simulator) => {
  testWith(simulator)(
    `counts one wrong result among 300 and says where (${simulator})`,
    async () => {
      const wrong = Int32Array.from(expected);
      wrong[17] ^= 1;
      expect(await runVerilogSimulation({ ...job, simulator, expected: wrong })).toMatchObject({
        status: 'done',
        simulator,
        vectors: 300,
        mismatches: 1,
        first: { vector: 8, output: { element: 1, bits: [0], expected: wrong[17], actual: expected[17] } },
      });
    },
    120_000,
  );
});

describe('a design that takes a vector in beats', () => {
  const streamed = buildDesign(setProgram, {
    clockPeriodNs: 2,
    part: 'xcvu13p-flga2577-2-e',
    reuseFactor: 4,
  });
  const right = interpret(setProgram, setVectors, setCount);
  const run = (options: Partial<VerilogSimulationJob>) =>
    runVerilogSimulation({
      files: emitVerilog(streamed, { networkHash: 'abc' }),
      design: designJson(streamed),
      stimuli: setVectors,
      expected: right,
      ...options,
    });

  testWith('iverilog')(
    'has valid refused that never comes, and that is always there (iverilog)',
    async () => {
      const top = `${streamed.name}.v`;
      const texts = emitVerilog(streamed, { networkHash: 'abc' });
      const valid = (value: string) => {
        const text = texts[top].replace(/assign valid = .*;/, `assign valid = ${value};`);
        return run({ simulator: 'iverilog', files: { ...texts, [top]: text } });
      };
      expect(await valid("1'b0")).toMatchObject({
        mismatches: setCount,
        first: { vector: 0, valid: 'is 0' },
      });
      expect(await valid("1'b1")).toMatchObject({ first: { vector: 1, valid: 'was 1 before' } });
    },
  );

  testWith('iverilog')('agrees without gaps between vectors (iverilog)', async () => {
    expect(await run({ simulator: 'iverilog' })).toMatchObject({ vectors: setCount, mismatches: 0 });
  });

  testWith('verilator').each(['iverilog', 'verilator'] as const)(
    'with gaps has one wrong result counted (%s)',
    async (simulator) => {
      const expected = Int32Array.from(right);
      expected[5] ^= 1;
      expect(await run({ simulator, gap: 3, expected })).toMatchObject({ vectors: setCount, mismatches: 1 });
    },
    120_000,
  );
});

describe('locateVerilogMismatch', () => {
  /** The last bit of the first neuron inverted in its output register. */
  const broken = (texts: Record<string, string>, file: string) => {
    const changed = texts[file].replace(/^( *relu_0_s\d <= relu_0);$/m, "$1 ^ 4'd1;");
    expect(changed).not.toBe(texts[file]);
    return { ...texts, [file]: changed };
  };

  testWith('iverilog')(
    'names layer, instance, neuron and bit of a module that is wrong (iverilog)',
    async () => {
      const files = broken(job.files, `${design.modules[0].name}.v`);
      const wrong = { ...job, files, simulator: 'iverilog' as const };
      expect(await runVerilogSimulation(wrong)).toMatchObject({
        first: { vector: 0, output: { element: 0, bits: [0] } },
      });
      const instance = design.instances.find(({ module }) => module === 0)!;
      expect(await locateVerilogMismatch(wrong, design, 0)).toMatchObject({
        ...{ vector: 0, layers: design.modules[0].layers, instance: instance.name, element: 0, bits: [0] },
        cycle: instance.startCycle + design.modules[0].latencyCycles,
      });
    },
  );

  testWith('iverilog')('finds nothing where all instances are right (iverilog)', async () => {
    expect(await locateVerilogMismatch({ ...job, simulator: 'iverilog' }, design, 3)).toBeUndefined();
  });
});

describe('runVerilogSimulation', () => {
  testWith('iverilog')('agrees on right results (iverilog)', async () => {
    const right = await runVerilogSimulation({ ...job, simulator: 'iverilog' });
    expect(right).toMatchObject({ status: 'done', vectors: 300, mismatches: 0 });
  });

  test('is skipped where no simulator is installed', async () => {
    expect(await runVerilogSimulation({ ...job, searchPath: '/nonexistent' })).toEqual({
      status: 'skipped',
      missing: 'iverilog or verilator',
    });
  });

  test.each([
    ['one result too few', { expected: expected.subarray(2) }],
    ['half a result', { expected: expected.subarray(1) }],
    ['one stimulus too few', { stimuli: stimuli.subarray(3) }],
    ['no vectors', { stimuli: new Int32Array(0), expected: new Int32Array(0) }],
  ])('refuses %s', async (_what, changed) => {
    const run = runVerilogSimulation({ ...job, ...changed, searchPath: '/nonexistent' });
    await expect(run).rejects.toMatchObject({ code: 'flows.badVectors' });
  });

  testWith('iverilog')(
    'takes nothing but a verdict on all vectors from a test bench (iverilog)',
    async () => {
      for (const line of ['PASS: 299 vectors', 'FAIL: 0 of 299 vectors', 'ERROR: no stimuli', 'PASS']) {
        const bench = `module tiny_tb; initial $display("${line}"); endmodule\n`;
        const run = runVerilogSimulation({
          ...job,
          files: { ...files, 'tiny_tb.v': bench },
          simulator: 'iverilog',
        });
        await expect(run).rejects.toMatchObject({
          code: 'flows.badTestBench',
          message: expect.stringContaining(line),
        });
      }
    },
    60_000,
  );

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
