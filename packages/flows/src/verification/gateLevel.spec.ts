import { addersFile, buildDesign, designJson, emitVerilog } from '@nx-codesign/hardware';
import { smallProgram, smallResults, smallVectors } from '../__fixtures__/smallProgram';
import { createGateSimulator } from '../gates/simulator';
import { linkNetlists } from '../netlist/link';
import type { Cell, Netlist } from '../netlist/netlist';
import { withFlippedDigit, withoutRegister } from '../__fixtures__/brokenCells';
import { parseNetlist } from '../netlist/parse';
import { synthesizeModule } from '../yosys/synthesizeModule';
import { compareIntegers } from './compareIntegers';
import { faultCoverage } from './faultCoverage';

const options = { clockPeriodNs: 0.8, part: 'xcvu13p-flga2577-2-e' };

/** Synthesises the top and its modules one by one and links them. */
async function netlistOfDesign(
  adderInputs: 2 | 3,
): Promise<{ linked: Netlist; design: ReturnType<typeof designJson> }> {
  const built = buildDesign(smallProgram, { ...options, adderInputs });
  const files = emitVerilog(built, { networkHash: 'abc' });
  const design = designJson(built);
  const family = 'xcup';
  const modules: Netlist[] = [];
  for (const { name, file } of design.modules) {
    const sources = { [file]: files[file], [addersFile]: files[addersFile] };
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

describe.each([2, 3] as const)('a pipelined design with adders of %i inputs, at the gates', (adderInputs) => {
  it('agrees with the formula on all 4096 input vectors, which catch every flipped digit that is not proven to be unseen', async () => {
    const { linked, design } = await netlistOfDesign(adderInputs);
    const { inputPorts, outputPorts, latencyCycles } = design;
    expect(latencyCycles).toBeGreaterThan(1);
    const stimulus = { inputs: smallVectors, count: 4096, inputPorts, outputPorts, latencyCycles };
    const results = createGateSimulator(linked).run(stimulus);
    expect(compareIntegers(smallResults, results, [4096, 2])).toEqual({ vectors: 4096, mismatches: 0 });
    const coverage = faultCoverage(linked, stimulus, { faults: 200 });
    // The vectors are all that there are: none can be added, and what they miss should be proven.
    expect(coverage.caughtByAdded).toBe(0);
    expect(coverage.caught).toBeGreaterThan(0.8 * coverage.faults);
    expect(coverage.unknown).toEqual([]);
    // Flat, with one bit of a LUT flipped, or without a register: every LUT and register that something reads counts.
    const differ = (change: (cell: Cell) => Cell): number => {
      const place = linked.cells.findIndex((cell) => change(cell) !== cell);
      expect(place).toBeGreaterThanOrEqual(0);
      const cells = linked.cells.map((cell, index) => (index === place ? change(cell) : cell));
      const actual = createGateSimulator({ ...linked, cells }).run(stimulus);
      return compareIntegers(smallResults, actual, [4096, 2]).mismatches;
    };
    expect(differ(withFlippedDigit)).toBeGreaterThan(0);
    expect(differ(withoutRegister)).toBeGreaterThan(0);
  }, 60_000);
});
