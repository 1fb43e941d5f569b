import { addersFile, buildDesign, designJson, emitVerilog, type PartFamily } from '@nx-codesign/hardware';
import { interpret } from '@nx-codesign/ir';
import { withFlippedDigit, withoutRegister } from '../__fixtures__/brokenCells';
import { testWith } from '../../../../tools/testing/testWith';
import { layeredProgram, layeredVectors } from '../__fixtures__/layeredProgram';
import { clockedLogic } from '../gates/clockedLogic';
import { laneGroups, vectorsPerLane } from '../gates/lanes';
import { createGateSimulator } from '../gates/simulator';
import { logicLevels } from '../netlist/levels';
import { linkNetlists } from '../netlist/link';
import type { MappedDesign } from '../netlist/mappedDesign';
import { constantOne, type Cell, type Netlist } from '../netlist/netlist';
import { parseNetlist } from '../netlist/parse';
import { utilizationOf } from '../netlist/utilization';
import { runVerilogSimulation } from '../rtl/runVerilogSimulation';
import { estimateTiming } from '../timing/estimateTiming';
import { synthesizeModule } from '../yosys/synthesizeModule';
import { compareIntegers } from './compareIntegers';
import { coverageShare, faultCoverage } from './faultCoverage';
import { locateMismatch } from './locateMismatch';

const count = 500;

function emitted(seed: number, options: { part: string; clockPeriodNs: number; reuseFactor?: number }) {
  const program = layeredProgram(seed);
  const built = buildDesign(program, options);
  const stimuli = layeredVectors(count, seed);
  const files = emitVerilog(built, { networkHash: 'abc' });
  return { built, design: designJson(built), files, stimuli, expected: interpret(program, stimuli, count) };
}

type Emitted = ReturnType<typeof emitted>;

/** Synthesises the top and each module once. */
async function mapped({ design, files }: Emitted, family: PartFamily): Promise<MappedDesign> {
  const synthesize = async (top: string, sources: string[], libraries: string[] = []) => {
    const texts = (names: string[]) => Object.fromEntries(names.map((name) => [name, files[name]]));
    const job = { top, files: texts(sources), libraryFiles: texts(libraries), family };
    return parseNetlist((await synthesizeModule(job)).netlistJson, top);
  };
  const modules = [];
  for (const { name, file } of design.modules) modules.push(await synthesize(name, [file, addersFile]));
  const libraries = design.modules.map(({ file }) => file);
  return { top: await synthesize(design.top, [`${design.top}.v`], libraries), modules };
}

function stimulusOf({ design, stimuli }: Emitted) {
  return { ...design, inputs: stimuli, count };
}

describe('layers at many positions', () => {
  const family = 'xcup';
  let example: Emitted;
  let design: MappedDesign;
  beforeAll(async () => {
    example = emitted(7, { part: 'xcvu13p-flga2577-2-e', clockPeriodNs: 1.5 });
    design = await mapped(example, family);
  }, 240_000);

  const differences = (gates: MappedDesign) =>
    compareIntegers(example.expected, createGateSimulator(gates).run(stimulusOf(example)), [count, 2]);

  it('agree with the interpreter at the gates on all vectors', () => {
    expect(example.design.instances.length).toBeGreaterThan(design.modules.length);
    expect(new Set(example.expected).size).toBeGreaterThan(10);
    expect(differences(design)).toEqual({ vectors: count, mismatches: 0 });
  });

  /** The first vector and output that a changed design gets wrong, and where it goes wrong. */
  const placeOf = (gates: MappedDesign) => {
    const { first } = differences(gates);
    const { vector, element } = first!;
    const parts = { netlist: gates, design: example.built };
    return { vector, element, place: locateMismatch(parts, stimulusOf(example), { vector })! };
  };
  /** The design with one cell of a module as another, everywhere that the module is. */
  const withCell = (name: string, change: (cell: Cell) => Cell | undefined): MappedDesign => ({
    ...design,
    modules: design.modules.map((module) => {
      if (module.name !== name) return module;
      const place = module.cells.findIndex((cell) => change(cell) !== undefined);
      const cells = module.cells.map((cell, index) => (index === place ? change(cell)! : cell));
      return { ...module, cells };
    }),
  });

  it.each(['conv', 'shared'])('differ if one bit of a LUT of %s is flipped, and that is found', (name) => {
    // The first of its LUTs whose bit for inputs of 0 is noticed: some are never read.
    const luts = design.modules
      .find((module) => module.name === name)!
      .cells.filter(({ type }) => type === 'LUT6_2');
    const flipped = luts.map((lut) =>
      withCell(name, (cell) => (cell.name === lut.name ? withFlippedDigit(cell) : undefined)),
    );
    const broken = flipped.find((gates) => differences(gates).mismatches > 0)!;
    const { place } = placeOf(broken);
    expect(place.instance).toMatch(new RegExp(`^layer_${name}(_|$)`));
    expect(place.layers).toContain(name);
    expect(place.bits.length).toBeGreaterThan(0);
  });

  it('differ if one register is missing; the place is the bit that comes early', () => {
    // The last bit of the first channel of the pooled set's layer goes around its output register.
    const module = design.modules.find(({ name }) => name === 'shared')!;
    const net = module.ports.find(({ name }) => name === 'y')!.nets[0];
    const broken = withCell('shared', (cell) => {
      if (cell.type !== 'FDRE' || cell.pins.Q[0] !== net) return undefined;
      return { ...cell, type: 'LUT1', parameters: { INIT: '10' }, pins: { I0: cell.pins.D, O: cell.pins.Q } };
    });
    const { place } = placeOf(broken);
    expect(place).toMatchObject({ layers: expect.arrayContaining(['shared']), element: 0, bits: [0] });
    expect(place.instance).toMatch(/^layer_shared_\d$/);
    const { startCycle, module: index } = example.built.instances.find(
      ({ name }) => name === place.instance,
    )!;
    expect(place.cycle).toBe(startCycle + example.built.modules[index].latencyCycles);
  });

  it('are counted, timed and tested as the flat netlist is', () => {
    const flat = linkNetlists(design);
    const stimulus = stimulusOf(example);
    expect(utilizationOf(design)).toEqual(utilizationOf(flat));
    expect(logicLevels(design)).toBe(logicLevels(flat));
    expect(estimateTiming(design, family)).toEqual(estimateTiming(flat, family));
    for (const netlist of [design, flat]) {
      const coverage = faultCoverage(netlist, stimulus, { faults: 128 });
      expect(coverage.faults).toBe(128);
      expect(coverageShare(coverage)).toBeGreaterThan(0.98);
    }
  });

  testWith('iverilog').each([1, 2, 3])(
    'agree with the interpreter in iverilog, weights of seed %i',
    async (seed) => {
      const example = emitted(seed, { part: 'xcvu13p-flga2577-2-e', clockPeriodNs: 1 });
      const simulation = await runVerilogSimulation({ ...example, simulator: 'iverilog' });
      expect(simulation).toMatchObject({ status: 'done', vectors: count, mismatches: 0 });
    },
  );
});

describe('layers at many positions, one after the other', () => {
  let example: Emitted;
  let design: MappedDesign;
  beforeAll(async () => {
    example = emitted(7, { part: 'xcvu13p-flga2577-2-e', clockPeriodNs: 1.5, reuseFactor: 4 });
    design = await mapped(example, 'xcup');
  }, 240_000);

  it('agree with the interpreter at the gates in beats; a flipped bit is noticed and found', () => {
    const { built, expected, design: description } = example;
    expect(description.beats).toHaveLength(4);
    const { start, valid } = description.handshake!;
    const names = { start, valid };
    const stimulus = stimulusOf(example);
    const differences = (gates: MappedDesign) =>
      compareIntegers(expected, createGateSimulator(gates, names).run(stimulus), [count, 2]);
    expect(differences(design)).toEqual({ vectors: count, mismatches: 0 });
    const coverage = faultCoverage(design, stimulus, { ...names, faults: 64 });
    expect(coverageShare(coverage)).toBeGreaterThan(0.8);

    const modules = design.modules.map((module) => {
      const place = module.name === 'conv' ? module.cells.findIndex(({ type }) => type === 'LUT6_2') : -1;
      const cells = module.cells.map((cell, index) =>
        index === place ? { ...cell, parameters: { INIT: flippedDigit(cell.parameters.INIT) } } : cell,
      );
      return { ...module, cells };
    });
    const broken = { ...design, modules };
    const { vector } = differences(broken).first!;
    const found = locateMismatch({ netlist: broken, design: built }, stimulus, { ...names, vector });
    expect(found?.layers).toContain('conv');
  });

  it('differ if a register of a shared module is missing, or one between start and valid', () => {
    const { start, valid } = example.design.handshake!;
    const run = (gates: MappedDesign) =>
      createGateSimulator(gates, { start, valid }).run(stimulusOf(example));
    const name = 'conv';
    const modules = design.modules.map((module) => {
      if (module.name !== name) return module;
      const place = module.cells.findIndex((cell) => withoutRegister(cell) !== cell);
      return {
        ...module,
        cells: module.cells.map((cell, index) => (index === place ? withoutRegister(cell) : cell)),
      };
    });
    expect(modules).not.toEqual(design.modules);
    const { mismatches } = compareIntegers(example.expected, run({ ...design, modules }), [count, 2]);
    expect(mismatches).toBeGreaterThan(0);

    const net = design.top.ports.find((port) => port.name === valid)!.nets[0];
    const cells = design.top.cells.map((cell) => (cell.pins.Q?.[0] === net ? withoutRegister(cell) : cell));
    expect(cells).not.toEqual(design.top.cells);
    expect(() => run({ ...design, top: { ...design.top, cells } })).toThrow(
      expect.objectContaining({ code: 'flows.badHandshake' }),
    );
  });

  it('differ in the first vector of each stream of the simulator if a register has to run in: found there only', () => {
    const count = 16_384;
    const names = { start: example.design.handshake!.start };
    const stimulus = { ...stimulusOf(example), inputs: layeredVectors(count, 7), count };
    // Inverted until a chain of registers is full, which it is with the second vector's first result.
    const { instances, modules } = example.built;
    const results = instances.flatMap(({ name, module, startCycle, uses }) =>
      uses.map(({ phase }) => ({ name, module, cycle: startCycle + phase + modules[module].latencyCycles })),
    );
    const first = results.reduce((a, b) => (b.cycle < a.cycle ? b : a));
    const { name } = modules[first.module];
    const chain = first.cycle + example.design.initiationInterval;
    const changed = design.modules.map((each) => (each.name === name ? invertedUntil(each, chain) : each));
    const netlist = { ...design, modules: changed };
    const placeOf = (vector: number) =>
      locateMismatch({ netlist, design: example.built }, stimulus, { ...names, vector });
    const groups = laneGroups(clockedLogic(netlist, names), stimulus);
    expect(groups).toBeGreaterThan(1);
    const lane = vectorsPerLane(count, groups);
    for (const vector of [0, lane, 3 * lane])
      expect(placeOf(vector)).toMatchObject({ vector, layers: modules[first.module].layers });
    expect(placeOf(lane + 1)).toBeUndefined();
  });
});

/** A module whose first output bit that is not constant is inverted for so many cycles from the start. */
function invertedUntil(module: Netlist, cycles: number): Netlist {
  const { ports, cells, netCount } = module;
  const clock = ports.find(({ name }) => name === 'clk')!.nets;
  const net = ports.find(({ name }) => name === 'y')!.nets.find((each) => each > constantOne)!;
  const right = netCount;
  const moved = cells.map((cell) => ({
    ...cell,
    pins: Object.fromEntries(
      Object.entries(cell.pins).map(([pin, nets]) => [
        pin,
        nets.map((each) => (each === net ? right : each)),
      ]),
    ),
  }));
  const chain = Array.from({ length: cycles }, (_, index): Cell => ({
    name: `run in ${index}`,
    type: 'FDRE',
    parameters: { INIT: '0' },
    pins: { C: clock, CE: [1], R: [0], D: [index === 0 ? 1 : right + index], Q: [right + index + 1] },
  }));
  const parameters = { INIT: '1001' };
  const equal: Cell = {
    name: 'equal',
    type: 'LUT2',
    parameters,
    pins: { I0: [right], I1: [right + cycles], O: [net] },
  };
  return { ...module, netCount: right + cycles + 1, cells: [...moved, ...chain, equal] };
}

/** The last digit of a LUT's INIT, for inputs of 0, flipped. */
function flippedDigit(digits: string): string {
  return digits.slice(0, -1) + (digits.endsWith('1') ? '0' : '1');
}
