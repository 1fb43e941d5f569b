import { netlistOf } from '../__fixtures__/netlistOf';
import { faultCoverage } from '../verification/faultCoverage';
import { createGateSimulator } from './simulator';

const lut = (digits: string, inputs: readonly number[], output: number) => ({
  type: `LUT${inputs.length}`,
  parameters: { INIT: digits },
  pins: { ...Object.fromEntries(inputs.map((net, i) => [`I${i}`, net])), O: output },
});
const register = (from: number, to: number) => ({
  type: 'FDRE',
  pins: { C: 2, CE: 1, R: 0, D: from, Q: to },
});
const bit = (offset: number) => ({ offset, width: 1, signed: false });

/**
 * y0 = parity of the bits since the last start, y1 = the bit before. Nets: start 4, x 3, the parity so far 5.
 * The digits of a LUT3 are those for inputs 7 ... 0; `start ? x : x ^ parity` is 1 for x parity start = 100 010 101 111.
 */
const parity = netlistOf({
  inputs: { clk: [2], x: [3], valid: [4] },
  outputs: { y: [5, 7] },
  cells: [lut('10100110', [3, 5, 4], 6), register(6, 5), register(3, 7)],
});

const streamed = {
  inputPorts: [bit(0)],
  outputPorts: [bit(0), bit(1)],
  latencyCycles: 3,
  initiationInterval: 3,
  beats: [[0], [1], [2]],
};
/** All eight vectors of three bits, over and over. */
const count = 1000;
const inputs = Int32Array.from({ length: 3 * count }, (_, i) => (Math.floor(i / 3) >> (i % 3)) & 1);
const expected = Array.from({ length: count }, (_, v) => [
  (inputs[3 * v] + inputs[3 * v + 1] + inputs[3 * v + 2]) % 2,
  inputs[3 * v + 2],
]).flat();

describe('a design that takes a vector in three beats', () => {
  const simulator = createGateSimulator(parity, { start: 'valid' });

  it('starts afresh with each vector, as the start port tells it', () => {
    expect([...simulator.run({ ...streamed, inputs, count })]).toEqual(expected);
  });

  it('gives something else if the start port is not driven', () => {
    const silent = createGateSimulator(parity).run({ ...streamed, inputs, count });
    expect([...silent]).not.toEqual(expected);
  });

  it('carries inputs in the order that the beats tell, and 0 where they carry none', () => {
    const beats = [[-1], [0], [2]];
    const results = simulator.run({ ...streamed, beats, inputs, count });
    const skipped = Array.from({ length: count }, (_, v) => [
      (inputs[3 * v] + inputs[3 * v + 2]) % 2,
      inputs[3 * v + 2],
    ]);
    expect([...results]).toEqual(skipped.flat());
  });

  it('may wait between vectors: the bus keeps the last beat, the result is read at its cycle', () => {
    const results = simulator.run({ ...streamed, initiationInterval: 5, inputs, count });
    expect([...results]).toEqual(expected);
  });

  it('has its flipped LUT digits caught, all of them: the register is 0 and 1 with either bit, at starts too', () => {
    const stimulus = { ...streamed, inputs, count };
    const options = { faults: 100, start: 'valid' };
    expect(faultCoverage(parity, stimulus, options)).toMatchObject({ faults: 8, caught: 8 });
    const one = { ...stimulus, inputs: Int32Array.of(0, 0, 0), count: 1 };
    const { caught, caughtByAdded, added } = faultCoverage(parity, one, options);
    expect([caught, caught + caughtByAdded, added.count > 0]).toEqual([2, 8, true]);
  });

  describe('with an output that tells when the result is there', () => {
    /** The start three clocks later: nets 8, 9, 10. */
    const withValid = (done: readonly ReturnType<typeof register>[]) => {
      const { cells } = parity;
      return netlistOf({
        inputs: { clk: [2], x: [3], valid: [4] },
        outputs: { y: [5, 7], done: [10] },
        cells: [
          lut('10100110', [3, 5, 4], 6),
          ...cells.slice(1).map(({ pins }) => register(pins.D[0], pins.Q[0])),
          ...done,
        ],
      });
    };
    const names = { start: 'valid', valid: 'done' };
    const right = withValid([register(4, 8), register(8, 9), register(9, 10)]);
    const run = (netlist: typeof right) =>
      createGateSimulator(netlist, names).run({ ...streamed, inputs, count });

    it('agrees where it is right', () => {
      expect([...run(right)]).toEqual(expected);
    });

    it.each([
      ['never comes', [register(0, 10)], /is 0 in cycle 3 of vector 0,/],
      ['is always there', [register(1, 10)], /is 1 in the cycle 1 after the result of vector 0,/],
      [
        'comes a cycle early: a register is missing',
        [register(4, 8), register(8, 10)],
        /is 0 in cycle 3 of vector 0,/,
      ],
      [
        'comes for x = 1 only',
        [register(4, 8), register(8, 9), lut('1000', [9, 3], 11) as never, register(11, 10)],
        /is 0 in cycle 3 of vector \d+,/,
      ],
    ])('refuses one that %s', (_, done, message) => {
      expect(() => run(withValid(done))).toThrow(
        expect.objectContaining({ code: 'flows.badHandshake', message: expect.stringMatching(message) }),
      );
    });

    it('has flipped bits of its LUTs caught by it', () => {
      // A LUT that lets the start through: both of its digits change the output.
      const through = { ...lut('10', [9], 11) } as never;
      const netlist = withValid([register(4, 8), register(8, 9), through, register(11, 10)]);
      const { faults, caught } = faultCoverage(
        netlist,
        { ...streamed, inputs, count },
        { faults: 100, ...names },
      );
      expect({ faults, caught }).toEqual({ faults: 10, caught: 10 });
      const unchecked = faultCoverage(
        netlist,
        { ...streamed, inputs, count },
        { faults: 100, start: 'valid' },
      );
      expect(unchecked).toMatchObject({ faults: 10, caught: 8, unrevealable: 2 });
    });
  });

  it.each([
    ['more beats than cycles', { initiationInterval: 2 }, /3 beats do not fit an initiation interval of 2/],
    ['a beat of another length', { beats: [[0], [1, 2]] }, /Expected beats of 1 elements, got 1, 2/],
    [
      'an input that the vectors do not have',
      { beats: [[3]] },
      /Expected 1000 vectors of 4 elements, got 3000/,
    ],
  ])('is refused with %s', (_, change, message) => {
    expect(() => simulator.run({ ...streamed, ...change, inputs, count })).toThrow(
      expect.objectContaining({ code: 'flows.badPorts', message: expect.stringMatching(message) }),
    );
  });

  it('is refused if it has no port of that name', () => {
    expect(() => createGateSimulator(parity, { start: 'begin' })).toThrow(/needs an input begin/);
  });
});
