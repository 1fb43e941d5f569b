import { buildDesign, designJson, emitVerilog } from '@nx-codesign/hardware';
import { smallProgram, smallResults, smallVectors } from '../__fixtures__/smallProgram';
import { createGateSimulator } from '../gates/simulator';
import { linkNetlists } from '../netlist/link';
import type { Netlist } from '../netlist/netlist';
import { parseNetlist } from '../netlist/parse';
import { synthesizeModule } from '../yosys/synthesizeModule';
import { compareIntegers } from './compareIntegers';

const options = { clockPeriodNs: 0.8, part: 'xcvu13p-flga2577-2-e' };

/** Synthesises the top and its modules one by one and links them. */
async function netlistOfDesign(
  radix: 2 | 3,
): Promise<{ linked: Netlist; design: ReturnType<typeof designJson> }> {
  const built = buildDesign(smallProgram, { ...options, radix });
  const files = emitVerilog(built, { networkHash: 'abc' });
  const design = designJson(built);
  const family = 'xcup';
  const modules: Netlist[] = [];
  for (const { name, file } of design.modules) {
    const sources = { [file]: files[file], 'adders.v': files['adders.v'] };
    const { netlistJson } = await synthesizeModule({ top: name, files: sources, family });
    modules.push(parseNetlist(netlistJson, name));
  }
  const libraryFiles = Object.fromEntries(design.modules.map(({ file }) => [file, files[file]]));
  const top = `${design.top}.v`;
  const { netlistJson } = await synthesizeModule({
    top: design.top,
    files: { [top]: files[top] },
    libraryFiles,
    family,
  });
  return { linked: linkNetlists({ top: parseNetlist(netlistJson, design.top), modules }), design };
}

function mismatches(netlist: Netlist, design: ReturnType<typeof designJson>): number {
  const { inputPorts, outputPorts, latencyCycles } = design;
  const stimulus = { inputs: smallVectors, count: 4096, inputPorts, outputPorts, latencyCycles };
  return compareIntegers(smallResults, createGateSimulator(netlist).run(stimulus), [4096, 2]).mismatches;
}

describe.each([2, 3] as const)('a pipelined design with adders of %i inputs, at the gates', (radix) => {
  it('agrees with the formula on all 4096 input vectors, and no longer once a digit of a LUT is flipped', async () => {
    const { linked, design } = await netlistOfDesign(radix);
    expect(design.latencyCycles).toBeGreaterThan(1);
    expect(mismatches(linked, design)).toBe(0);
    const index = linked.cells.findIndex(({ type }) => type === 'LUT2');
    const cell = linked.cells[index];
    const digits = cell.parameters.INIT;
    const flipped = digits.slice(0, -1) + (digits.endsWith('0') ? '1' : '0');
    const cells = linked.cells.with(index, { ...cell, parameters: { INIT: flipped } });
    expect(mismatches({ ...linked, cells }, design)).toBeGreaterThan(0);
  }, 60_000);
});
