import { netlistOf } from '../__fixtures__/netlistOf';
import { coverageShare, faultCoverage } from './faultCoverage';

const port = (width: number) => [{ offset: 0, width, signed: false }];
const all = (width: number) => Int32Array.from({ length: 2 ** width }, (_, i) => i);

/** y = (x0 & x1) ^ x2, through a register. */
const cells: Parameters<typeof netlistOf>[0]['cells'] = [
  { type: 'LUT2', parameters: { INIT: '1000' }, pins: { I0: 3, I1: 4, O: 6 } },
  { type: 'LUT2', parameters: { INIT: '0110' }, pins: { I0: 6, I1: 5, O: 7 } },
  { type: 'FDRE', pins: { C: 2, CE: 1, R: 0, D: 7, Q: 8 } },
];
const design = netlistOf({
  inputs: { clk: [2], x: [3, 4, 5] },
  outputs: { y: [8] },
  cells,
});
const stimulus = (inputs: Int32Array) => ({
  ...{ inputs, count: inputs.length, inputPorts: port(3), outputPorts: port(1), latencyCycles: 1 },
});
/** What the given vectors do, without a search for others. */
const noSearch = {
  candidates: 0,
  first: { conflicts: 0, gates: 0 },
  climb: { steps: 0, vectors: 0 },
  lastFaults: 0,
  lastClimb: { steps: 0, vectors: 0 },
};
const run = (inputs: Int32Array, faults: number) =>
  faultCoverage(design, stimulus(inputs), { faults, effort: noSearch });

describe('faultCoverage', () => {
  it('all vectors catch all eight flipped digits', () => {
    expect(run(all(3), 100)).toMatchObject({ faults: 8, caught: 8, unknown: [] });
  });

  it('a single vector catches only the digits that it reads', () => {
    // x0 = x1 = 1, x2 = 0 reads digit 3 of the first LUT and digit 1 (6 is 1, x2 is 0) of the second.
    const { faults, caught, unknown } = run(Int32Array.of(3), 100);
    expect({ faults, caught }).toEqual({ faults: 8, caught: 2 });
    expect(unknown).not.toContainEqual({ cell: 'c0', assignment: 3 });
    expect(unknown).not.toContainEqual({ cell: 'c1', assignment: 1 });
  });

  it('takes as many faults as asked for, spread over the LUTs', () => {
    // Two shares of four digits: the first begins at 0, the second 0.618 of its four after 4.
    expect(run(Int32Array.of(3), 2).unknown).toEqual([
      { cell: 'c0', assignment: 0 },
      { cell: 'c1', assignment: 2 },
    ]);
  });

  it('adds vectors for what a single one misses: together they catch all', () => {
    const { caught, caughtByAdded, unknown, added } = faultCoverage(design, stimulus(Int32Array.of(3)), {
      faults: 100,
    });
    expect({ caught, caughtByAdded, unknown }).toEqual({ caught: 2, caughtByAdded: 6, unknown: [] });
    expect(run(Int32Array.of(3, ...added.inputs), 100).caught).toBe(8);
  });

  it('adds them by the solver alone as well', () => {
    const { candidates, climb, lastClimb } = noSearch;
    const effort = { candidates, climb, lastClimb, activations: 0 };
    const { caughtByAdded, added } = faultCoverage(design, stimulus(Int32Array.of(3)), {
      faults: 100,
      effort,
    });
    expect(caughtByAdded).toBe(6);
    expect(run(Int32Array.of(3, ...added.inputs), 100).caught).toBe(8);
  });

  it('and by climbing alone', () => {
    const effort = { ...noSearch, climb: { steps: 20, vectors: 64 } };
    const given = stimulus(Int32Array.of(3));
    const { caughtByAdded, added } = faultCoverage(design, given, { faults: 100, effort });
    expect(caughtByAdded).toBe(6);
    expect(run(Int32Array.of(3, ...added.inputs), 100).caught).toBe(8);
  });

  it('proves a fault that nothing can see: the LUT feeds no output', () => {
    const unseen = { type: 'LUT2', parameters: { INIT: '1000' }, pins: { I0: 3, I1: 4, O: 9 } };
    const netlist = netlistOf({
      inputs: { clk: [2], x: [3, 4, 5] },
      outputs: { y: [8] },
      cells: [...cells, unseen],
    });
    const { faults, caught, unrevealable } = faultCoverage(netlist, stimulus(all(3)), { faults: 100 });
    expect({ faults, caught, unrevealable }).toEqual({ faults: 12, caught: 8, unrevealable: 4 });
  });

  it('proves that inputs never have an assignment, through registers: x0 and its inverse', () => {
    // 6 = not x0, registered 7; 8 = x0 registered; y = 7 and 8: its digits for 00 and 11 are never read.
    const netlist = netlistOf({
      inputs: { clk: [2], x: [3] },
      outputs: { y: [9] },
      cells: [
        { type: 'INV', pins: { I: 3, O: 6 } },
        { type: 'FDRE', pins: { C: 2, CE: 1, R: 0, D: 6, Q: 7 } },
        { type: 'FDRE', pins: { C: 2, CE: 1, R: 0, D: 3, Q: 8 } },
        { type: 'LUT2', parameters: { INIT: '1000' }, pins: { I0: 7, I1: 8, O: 9 } },
      ],
    });
    const coverage = faultCoverage(
      netlist,
      { inputs: all(1), count: 2, inputPorts: port(1), outputPorts: port(1), latencyCycles: 1 },
      { faults: 100 },
    );
    // Of the inverter, with x0 = 0 the 0 for 1 is hidden by the other 0; with x0 = 1 the 1 for 0 is seen.
    expect(coverage).toMatchObject({ faults: 6, caught: 3, unrevealable: 3, unknown: [] });
    expect(coverageShare(coverage)).toBe(1);
  });

  it('proves that a difference is masked: y = (x0 and x1) and not x1', () => {
    // Every digit of the first LUT is read, but with x1 = 1 the second one hides it; with x1 = 0 it shows 00 and 01.
    const netlist = netlistOf({
      inputs: { x: [2, 3] },
      outputs: { y: [5] },
      cells: [
        { type: 'LUT2', parameters: { INIT: '1000' }, pins: { I0: 2, I1: 3, O: 4 } },
        { type: 'LUT2', parameters: { INIT: '0010' }, pins: { I0: 4, I1: 3, O: 5 } },
      ],
    });
    const coverage = faultCoverage(
      netlist,
      { inputs: all(2), count: 4, inputPorts: port(2), outputPorts: port(1), latencyCycles: 0 },
      { faults: 100 },
    );
    // First LUT: digits with x1 = 1 are masked (2). Second: 1 and not x1 never meet (1).
    expect(coverage).toMatchObject({ faults: 8, caught: 5, unrevealable: 3, unknown: [] });
  });

  it('more faults than lanes go in several rounds: a chain of 300 inverters, caught by both values', () => {
    const inverters = Array.from({ length: 300 }, (_, i) => ({ type: 'INV', pins: { I: 2 + i, O: 3 + i } }));
    const netlist = netlistOf({ inputs: { x: [2] }, outputs: { y: [302] }, cells: inverters });
    const both = { inputs: all(1), count: 2, inputPorts: port(1), outputPorts: port(1), latencyCycles: 0 };
    const options = { faults: 1000, effort: noSearch };
    expect(faultCoverage(netlist, both, options)).toMatchObject({ faults: 600, caught: 600, unknown: [] });
    const one = { ...both, inputs: Int32Array.of(1), count: 1 };
    expect(faultCoverage(netlist, one, options)).toMatchObject({ faults: 600, caught: 300 });
  });
});
