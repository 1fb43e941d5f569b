import { netlistOf } from '../__fixtures__/netlistOf';
import { faultCoverage } from './faultCoverage';

const port = (width: number) => [{ offset: 0, width, signed: false }];
const all = (width: number) => Int32Array.from({ length: 2 ** width }, (_, i) => i);

/** y = (x0 & x1) ^ x2, through a register. */
const design = netlistOf({
  inputs: { clk: [2], x: [3, 4, 5] },
  outputs: { y: [8] },
  cells: [
    { type: 'LUT2', parameters: { INIT: '1000' }, pins: { I0: 3, I1: 4, O: 6 } },
    { type: 'LUT2', parameters: { INIT: '0110' }, pins: { I0: 6, I1: 5, O: 7 } },
    { type: 'FDRE', pins: { C: 2, CE: 1, R: 0, D: 7, Q: 8 } },
  ],
});
const run = (inputs: Int32Array, faults: number) =>
  faultCoverage(design, { inputs, count: inputs.length, inputPorts: port(3), latencyCycles: 1 }, { faults });

describe('faultCoverage', () => {
  it('all vectors catch all eight flipped digits', () => {
    expect(run(all(3), 100)).toEqual({ faults: 8, caught: 8, missed: [] });
  });

  it('a single vector catches only the digits that it reads', () => {
    // x0 = x1 = 1, x2 = 0 reads digit 3 of the first LUT and digit 1 (6 is 1, x2 is 0) of the second.
    const { faults, caught, missed } = run(Int32Array.of(3), 100);
    expect({ faults, caught }).toEqual({ faults: 8, caught: 2 });
    expect(missed).not.toContainEqual({ cell: 'c0', assignment: 3 });
    expect(missed).not.toContainEqual({ cell: 'c1', assignment: 1 });
  });

  it('takes as many faults as asked for, spread over the LUTs', () => {
    expect(run(Int32Array.of(3), 2).missed).toEqual([
      { cell: 'c0', assignment: 0 },
      { cell: 'c1', assignment: 0 },
    ]);
  });

  it('counts a fault that nothing can see as missed: the LUT feeds no output', () => {
    const unseen = { type: 'LUT2', parameters: { INIT: '1000' }, pins: { I0: 3, I1: 4, O: 9 } };
    const cells = [...design.cells.map(({ type, parameters, pins }) => ({ type, parameters, pins })), unseen];
    const netlist = netlistOf({ inputs: { clk: [2], x: [3, 4, 5] }, outputs: { y: [8] }, cells });
    const stimulus = { inputs: all(3), count: 8, inputPorts: port(3), latencyCycles: 1 };
    const { faults, caught, missed } = faultCoverage(netlist, stimulus, { faults: 100 });
    expect({ faults, caught }).toEqual({ faults: 12, caught: 8 });
    expect(missed.map(({ cell }) => cell)).toEqual(['c3', 'c3', 'c3', 'c3']);
  });

  it('more faults than lanes go in several rounds: a chain of 300 inverters, caught by both values', () => {
    const inverters = Array.from({ length: 300 }, (_, i) => ({ type: 'INV', pins: { I: 2 + i, O: 3 + i } }));
    const netlist = netlistOf({ inputs: { x: [2] }, outputs: { y: [302] }, cells: inverters });
    const stimulus = { inputs: all(1), count: 2, inputPorts: port(1), latencyCycles: 0 };
    expect(faultCoverage(netlist, stimulus, { faults: 1000 })).toEqual({
      faults: 600,
      caught: 600,
      missed: [],
    });
    const one = { ...stimulus, inputs: Int32Array.of(1), count: 1 };
    expect(faultCoverage(netlist, one, { faults: 1000 })).toMatchObject({ faults: 600, caught: 300 });
  });
});
