import {
  buildDesign,
  designJson,
  emitVerilog,
  findPart,
  type BlockOptions,
  type DesignDescription,
} from '@nx-codesign/hardware';
import { interpret } from '@nx-codesign/ir';
import { productProgram, productVectors } from '../__fixtures__/productProgram';
import { createGateSimulator } from '../gates/simulator';
import type { Netlist } from '../netlist/netlist';
import { parseNetlist } from '../netlist/parse';
import { utilizationOf } from '../netlist/utilization';
import { faultCoverage } from '../verification/faultCoverage';
import { planSynthesis } from './plan';
import { synthesizeModule } from './synthesizeModule';

const TIMEOUT_MS = 60_000;
const VECTORS = 2048;

const program = productProgram(7);
const stimuli = productVectors(VECTORS, 7);
const expected = interpret(program, stimuli, VECTORS);

interface Mapped {
  readonly netlist: Netlist;
  readonly description: DesignDescription;
  readonly log: string;
}

async function mapped(part: string, clockPeriodNs: number, multipliers?: BlockOptions): Promise<Mapped> {
  const design = buildDesign(program, { part, clockPeriodNs, multipliers });
  const description = designJson(design);
  const texts = emitVerilog(design, { networkHash: 'abc' });
  const files = Object.fromEntries(description.files.map((file) => [file, texts[file]]));
  const { family } = findPart(part);
  const { netlistJson, log } = await synthesizeModule({ top: description.top, files, family });
  return { netlist: parseNetlist(netlistJson, description.top), description, log };
}

const resultsOf = ({ netlist, description }: Mapped) =>
  createGateSimulator(netlist).run({ ...description, inputs: stimuli, count: VECTORS });

describe('multiplications at the gates', () => {
  it.each([
    ['xcvu13p-flga2577-2-e', 1, 'DSP48E2, all registers'],
    ['xc7z020-clg400-1', 20, 'DSP48E1 without registers inside'],
    ['ice40up5k-sg48', 16, 'SB_MAC16'],
    ['lfe5u-85f', 4, 'MULT18X18D'],
  ])(
    'are done by the blocks of %s at %d ns: %s',
    async (part, clockPeriodNs) => {
      const result = await mapped(part, clockPeriodNs, { budget: 8 });
      expect(resultsOf(result)).toEqual(expected);
      const blocks = result.description.modules.reduce(
        (sum, { dsps = 0, instances }) => sum + dsps * instances,
        0,
      );
      expect(blocks).toBeGreaterThan(4);
      expect(blocks).toBeLessThanOrEqual(8);
      expect(utilizationOf(result.netlist).dsps).toBe(blocks);
      expect(result.log).not.toMatch(/warning/i);
    },
    TIMEOUT_MS,
  );

  it(
    'of two values take a LUT for each bit of a row on UltraScale+, and no block',
    async () => {
      const result = await mapped('xcvu13p-flga2577-2-e', 5);
      expect(resultsOf(result)).toEqual(expected);
      const { luts, dsps } = utilizationOf(result.netlist);
      expect(dsps).toBe(0);
      // 4 products: each of 3 rows of about 12 bits; the adders of the dense layer and of the sum beside them.
      const adderBits = result.description.modules.reduce((sum, module) => sum + module.adderBits, 0);
      expect(luts).toBeLessThan(adderBits + 4 * 3 * 13);
    },
    TIMEOUT_MS,
  );

  it(
    'in blocks leave no flipped LUT digit unknown',
    async () => {
      const { netlist, description } = await mapped('xcvu13p-flga2577-2-e', 2, {});
      const count = 170;
      const inputs = stimuli.subarray(0, (stimuli.length / VECTORS) * count);
      const coverage = faultCoverage(netlist, { ...description, inputs, count }, { faults: 128 });
      expect(coverage.unknown).toEqual([]);
      expect(coverage.caught).toBeGreaterThan(100);
    },
    TIMEOUT_MS,
  );

  it('change nothing in the plan of a design without them', () => {
    const files = { 'top.v': 'module top; endmodule', 'adders.v': 'module adder2; endmodule' };
    const plan = planSynthesis({ top: 'top', family: 'xcup', files });
    expect(Object.values(plan.files).join('')).not.toMatch(/multiply|DSP48/);
  });
});
