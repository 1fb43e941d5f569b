import { addersFile, buildDesign, busWidth, designJson, emitVerilog } from '@nx-codesign/hardware';
import { smallProgram, smallResults, smallVectors } from '../__fixtures__/smallProgram';
import { createGateSimulator } from '../gates/simulator';
import type { Netlist } from '../netlist/netlist';
import { parseNetlist } from '../netlist/parse';
import { compareIntegers } from '../verification/compareIntegers';
import { synthesizeModule } from '../yosys/synthesizeModule';
import { runSerially } from './runSerially';
import { parallelWrapperCycles, wrapDesign, type WrapperStyle } from './wrapper';

const part = 'ice40hx8k-ct256';
const count = 4096;
const built = buildDesign(smallProgram, { clockPeriodNs: 4, part });
const description = designJson(built);
const buses = {
  inputBits: busWidth(description.inputPorts),
  outputBits: busWidth(description.outputPorts),
};
const shape = [count, description.outputPorts.length] as const;

async function wrapped(style: WrapperStyle) {
  const wrapper = wrapDesign(style, { top: description.top, part, ...buses, beats: 1 });
  const sources = emitVerilog(built, { networkHash: 'abc' });
  const files = {
    ...Object.fromEntries(description.files.map((file) => [file, sources[file]])),
    [`${wrapper.name}.v`]: wrapper.verilog,
    [addersFile]: '',
  };
  const { netlistJson } = await synthesizeModule({ top: wrapper.name, files, family: 'ice40' });
  return parseNetlist(netlistJson, wrapper.name);
}

describe('a wrapped design', () => {
  let serial: Promise<Netlist>;
  beforeAll(() => {
    serial = wrapped('serial');
    return serial;
  }, 120_000);

  it('behind shift registers gives the same integers, bit by bit', async () => {
    const netlist = await serial;
    const results = runSerially(netlist, { ...description, ...buses, inputs: smallVectors, count });
    expect(compareIntegers(smallResults, results, shape)).toEqual({ vectors: count, mismatches: 0 });
  }, 120_000);

  it('with a capture one cycle early gives other integers: the cycles are counted exactly', async () => {
    const netlist = await serial;
    const early = { ...description, latencyCycles: description.latencyCycles - 1 };
    const results = runSerially(netlist, { ...early, ...buses, inputs: smallVectors, count });
    expect(compareIntegers(smallResults, results, shape).mismatches).toBeGreaterThan(0);
  }, 120_000);

  it('with a register on every pin gives the same integers two cycles later', async () => {
    const netlist = await wrapped('parallel');
    const latencyCycles = description.latencyCycles + parallelWrapperCycles;
    const results = createGateSimulator(netlist).run({
      ...description,
      inputs: smallVectors,
      count,
      latencyCycles,
    });
    expect(compareIntegers(smallResults, results, shape)).toEqual({ vectors: count, mismatches: 0 });
  }, 120_000);

  it('of more bits than the part has pins is refused with the numbers, in the parallel style', () => {
    const wide = { top: 'wide', part, inputBits: 200, outputBits: 6, beats: 1 };
    expect(() => wrapDesign('parallel', wide)).toThrow(
      expect.objectContaining({
        code: 'flows.tooManyPins',
        message: expect.stringMatching(/needs 207 pins, ice40hx8k-ct256 has 206.*"serial"/),
      }),
    );
    expect(wrapDesign('parallel', { ...wide, outputBits: 5 }).name).toBe('wide_parallel');
  });

  it('of several beats shows them one after the other, with a start in the first', () => {
    const { verilog } = wrapDesign('serial', {
      ...{ top: 'stream', part, inputBits: 3, outputBits: 1, beats: 4, start: 'start' },
    });
    expect(verilog).toContain('reg [11:0] incoming, held;');
    expect(verilog).toContain('else held <= held >> 3;');
    expect(verilog).toContain('.start(first_beat), .x(held[2:0])');
    expect(verilog).toContain("outgoing <= capture_now ? y : 1'b0;");
  });
});
