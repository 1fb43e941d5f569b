import fc from 'fast-check';
import type { Netlist } from '../netlist/netlist';
import { netlistOf } from '../__fixtures__/netlistOf';
import { createGateSimulator } from './simulator';

const unsigned = (width: number, offset = 0) => ({ offset, width, signed: false });
const signed = (width: number, offset = 0) => ({ offset, width, signed: true });

function simulate(
  netlist: Netlist,
  { inputs, latencyCycles = 0 }: { inputs: readonly number[]; latencyCycles?: number },
): number[] {
  const width = (direction: string) =>
    netlist.ports.find((port) => port.direction === direction && port.name !== 'clk')!.nets.length;
  const stimulus = {
    inputs: Int32Array.from(inputs),
    count: inputs.length,
    inputPorts: [unsigned(width('input'))],
    outputPorts: [unsigned(width('output'))],
    latencyCycles,
  };
  return [...createGateSimulator(netlist).run(stimulus)];
}

const register = (from: number, to: number, more: Record<string, number> = {}) => ({
  type: 'FDRE',
  pins: { C: 2, CE: 1, R: 0, D: from, Q: to, ...more },
});

/** x: [2, 3], y: exclusive or of both. */
const exclusiveOr = netlistOf({
  inputs: { x: [2, 3] },
  outputs: { y: [4] },
  cells: [{ type: 'LUT2', parameters: { INIT: '0110' }, pins: { I0: 2, I1: 3, O: 4 } }],
});

describe('combinational cells', () => {
  it('a LUT2 gives the digits of its INIT, the last one for inputs of 0', () => {
    expect(simulate(exclusiveOr, { inputs: [0, 1, 2, 3] })).toEqual([0, 1, 1, 0]);
  });

  it('one flipped digit of an INIT changes exactly the vectors that reach it', () => {
    const [lut] = exclusiveOr.cells;
    const flipped = { ...exclusiveOr, cells: [{ ...lut, parameters: { INIT: '1110' } }] };
    expect(simulate(flipped, { inputs: [0, 1, 2, 3] })).toEqual([0, 1, 1, 1]);
  });

  it('outputs may be constants and inputs', () => {
    const netlist = netlistOf({ inputs: { x: [2] }, outputs: { y: [0, 1, 2, 2] }, cells: [] });
    expect(simulate(netlist, { inputs: [0, 1] })).toEqual([0b0010, 0b1110]);
  });

  it('constant and repeated inputs of a LUT count as such', () => {
    const parameters = { INIT: '1'.padEnd(16, '0') };
    const and = (pins: Record<string, number>) => ({ type: 'LUT4', parameters, pins });
    const netlist = netlistOf({
      inputs: { x: [2, 3] },
      outputs: { y: [4, 5] },
      cells: [and({ I0: 2, I1: 1, I2: 2, I3: 3, O: 4 }), and({ I0: 2, I1: 0, I2: 1, I3: 3, O: 5 })],
    });
    expect(simulate(netlist, { inputs: [0, 1, 2, 3] })).toEqual([0, 0, 0, 1]);
  });

  it('a LUT of six inputs reads any of its 64 digits (seed 5)', () => {
    const digits = fc.array(fc.constantFrom('0', '1'), { minLength: 64, maxLength: 64 });
    const inputs = Array.from({ length: 64 }, (_, i) => i);
    fc.assert(
      fc.property(digits, (values) => {
        const pins = { I0: 2, I1: 3, I2: 4, I3: 5, I4: 6, I5: 7, O: 8 };
        const cells = [{ type: 'LUT6', parameters: { INIT: values.join('') }, pins }];
        const netlist = netlistOf({ inputs: { x: [2, 3, 4, 5, 6, 7] }, outputs: { y: [8] }, cells });
        expect(simulate(netlist, { inputs })).toEqual([...values].reverse().map(Number));
      }),
      { seed: 5, numRuns: 20 },
    );
  });

  it('both outputs of a LUT6_2 read the shared digits: O5 the lower half, O6 by I5', () => {
    const digits = '1'.repeat(16) + '0'.repeat(16) + '01'.repeat(16);
    const pins = { I0: 2, I1: 3, I2: 4, I3: 5, I4: 6, I5: 7, O5: 8, O6: 9 };
    const netlist = netlistOf({
      inputs: { x: [2, 3, 4, 5, 6, 7] },
      outputs: { y: [8, 9] },
      cells: [{ type: 'LUT6_2', parameters: { INIT: digits }, pins }],
    });
    const expected = (i: number) => {
      const lower = 1 - (i & 1);
      return lower + 2 * (i < 32 ? lower : (i >> 4) & 1);
    };
    const inputs = Array.from({ length: 64 }, (_, i) => i);
    expect(simulate(netlist, { inputs })).toEqual(inputs.map(expected));
  });

  it.each([
    ['CARRY8', 8, { CI: 18, CI_TOP: 0 }],
    ['CARRY4', 4, { CI: 18, CYINIT: 0 }],
    ['CARRY4', 4, { CI: 0, CYINIT: 18 }],
  ])('a %s of %i bits with %j adds: S = a ^ b, DI = a', (type, width, carry) => {
    const nets = (first: number) => Array.from({ length: width }, (_, i) => first + i);
    const [a, b, select, sum, carries] = [nets(2), nets(10), nets(20), nets(30), nets(40)];
    const xors = a.map((net, i) => ({
      type: 'LUT2',
      parameters: { INIT: '0110' },
      pins: { I0: net, I1: b[i], O: select[i] },
    }));
    const netlist = netlistOf({
      inputs: { x: [...a, ...b, 18] },
      outputs: { y: [...sum, carries[width - 1]] },
      cells: [...xors, { type, pins: { S: select, DI: a, O: sum, CO: carries, ...carry } }],
    });
    const limit = 2 ** width;
    const vectors = Array.from({ length: 500 }, (_, i) => ({
      a: (i * 37) % limit,
      b: (i * 101 + (i >> 3)) % limit,
      carry: i & 1,
    }));
    const inputs = vectors.map((v) => v.a + limit * v.b + limit * limit * v.carry);
    expect(simulate(netlist, { inputs })).toEqual(vectors.map((v) => v.a + v.b + v.carry));
  });

  it('several hundred cells, spread over many functions, keep their order: a ripple of inverters', () => {
    const length = 501;
    const cells = Array.from({ length }, (_, i) => ({ type: 'INV', pins: { I: 2 + i, O: 3 + i } })).reverse();
    const netlist = netlistOf({ inputs: { x: [2] }, outputs: { y: [2 + length] }, cells });
    expect(simulate(netlist, { inputs: [0, 1] })).toEqual([1, 0]);
  });
});

describe('registers', () => {
  const shift = netlistOf({
    inputs: { clk: [2], x: [3, 4, 5, 6] },
    outputs: { y: [15, 16, 17, 18] },
    cells: [3, 4, 5, 6].flatMap((net) => [
      register(net, net + 4),
      register(net + 4, net + 8),
      register(net + 8, net + 12),
    ]),
  });

  it('three in a row delay by three edges; a new vector enters at every edge', () => {
    const inputs = Array.from({ length: 1000 }, (_, i) => (i * 7) % 16);
    expect(simulate(shift, { inputs, latencyCycles: 3 })).toEqual(inputs);
  });

  it('vectors enough for several groups of lanes come out in order, the last ones too', () => {
    const inputs = Array.from({ length: 9 * 128 * 8 + 5 }, (_, i) => (i * 7 + (i >> 5)) % 16);
    expect(simulate(shift, { inputs, latencyCycles: 3 })).toEqual(inputs);
  });

  it('a wrong latency gives the neighbours in the stream, not the vector itself', () => {
    const inputs = Array.from({ length: 256 }, (_, i) => i % 16);
    const early = simulate(shift, { inputs, latencyCycles: 2 });
    expect(early.slice(1, 2)).toEqual([0]);
    expect(early).not.toEqual(inputs);
  });

  it('start at 0, or at the value of INIT', () => {
    const netlist = netlistOf({
      inputs: { clk: [2], x: [3] },
      outputs: { y: [4, 5] },
      cells: [register(3, 4), { ...register(3, 5), parameters: { INIT: '1' } }],
    });
    expect(simulate(netlist, { inputs: [0] })).toEqual([0b10]);
  });

  it('that exchange their values do so at once', () => {
    const netlist = netlistOf({
      inputs: { clk: [2], x: [3] },
      outputs: { y: [4, 5] },
      cells: [register(5, 4), { ...register(4, 5), parameters: { INIT: '1' } }],
    });
    const states = [0, 1, 2].map((latencyCycles) => simulate(netlist, { inputs: [0], latencyCycles })[0]);
    expect(states).toEqual([0b10, 0b01, 0b10]);
  });

  it('hold their value while not enabled, and reset ahead of the enable', () => {
    const netlist = netlistOf({
      inputs: { clk: [2], x: [3, 4, 5] },
      outputs: { y: [6] },
      cells: [register(3, 6, { CE: 4, R: 5 })],
    });
    const [data, enable, reset] = [1, 2, 4];
    const steps = [
      data | enable,
      0,
      data,
      enable,
      data | enable,
      data | enable | reset,
      data | enable,
      reset,
      0,
    ];
    // One lane streams all vectors: 128 lanes of nine vectors, of which the first lane is looked at.
    const inputs = Array.from({ length: 128 }, () => steps).flat();
    expect(simulate(netlist, { inputs, latencyCycles: 1 }).slice(0, 8)).toEqual([1, 1, 1, 0, 1, 0, 1, 0]);
  });

  it('FDSE is set to 1', () => {
    const netlist = netlistOf({
      inputs: { clk: [2], x: [3, 4] },
      outputs: { y: [5] },
      cells: [{ type: 'FDSE', pins: { C: 2, CE: 1, S: 4, D: 3, Q: 5 } }],
    });
    expect(simulate(netlist, { inputs: [0, 1, 2, 3], latencyCycles: 1 })).toEqual([0, 1, 1, 1]);
  });

  it('every run starts afresh', () => {
    const simulator = createGateSimulator(shift);
    const stimulus = { count: 1, inputPorts: [unsigned(4)], outputPorts: [unsigned(4)], latencyCycles: 0 };
    const first = simulator.run({ ...stimulus, inputs: Int32Array.of(15) });
    simulator.run({ ...stimulus, inputs: Int32Array.of(15), latencyCycles: 9 });
    expect(simulator.run({ ...stimulus, inputs: Int32Array.of(0) })).toEqual(first);
  });
});

describe('packed buses', () => {
  /** y is x, bit for bit. */
  const wires = (width: number) => {
    const nets = Array.from({ length: width }, (_, i) => 2 + i);
    return netlistOf({ inputs: { x: nets }, outputs: { y: nets }, cells: [] });
  };

  it('elements of any width and sign pass unchanged, in any number of vectors (seed 6)', () => {
    const element = fc
      .record({ width: fc.integer({ min: 0, max: 31 }), signed: fc.boolean() })
      .map((port) => ({ ...port, width: port.signed && port.width === 0 ? 1 : port.width }));
    const ports = fc.array(element, { minLength: 1, maxLength: 6 }).map((list) => {
      let offset = 0;
      return list.map((port) => ({ ...port, offset: (offset += port.width) - port.width }));
    });
    const example = ports.chain((list) => {
      const values = list.map(({ width, signed: sign }) =>
        sign
          ? fc.integer({ min: -(2 ** (width - 1)), max: 2 ** (width - 1) - 1 })
          : fc.integer({ min: 0, max: 2 ** width - 1 }),
      );
      return fc.record({
        list: fc.constant(list),
        vectors: fc.array(fc.tuple(...values), { minLength: 1, maxLength: 300 }),
      });
    });
    fc.assert(
      fc.property(example, ({ list, vectors }) => {
        const width = list.reduce((sum, port) => sum + port.width, 0);
        const inputs = Int32Array.from(vectors.flat());
        const stimulus = {
          inputs,
          count: vectors.length,
          inputPorts: list,
          outputPorts: list,
          latencyCycles: 0,
        };
        expect(createGateSimulator(wires(width)).run(stimulus)).toEqual(inputs);
      }),
      { seed: 6, numRuns: 40 },
    );
  });

  const run = (stimulus: object) =>
    createGateSimulator(wires(8)).run({
      inputs: Int32Array.of(0),
      count: 1,
      inputPorts: [unsigned(8)],
      outputPorts: [unsigned(8)],
      latencyCycles: 0,
      ...stimulus,
    });

  it.each([
    [
      'flows.inputRange',
      'an integer above its port',
      { inputs: Int32Array.of(256) },
      /Input 0 of vector 0 is 256.*0 to 255/,
    ],
    [
      'flows.inputRange',
      'an integer below its port',
      { inputs: Int32Array.of(-129), inputPorts: [signed(8)] },
      /-128 to 127/,
    ],
    [
      'flows.inputRange',
      'a value for an element without bits',
      { inputs: Int32Array.of(1), inputPorts: [unsigned(0)] },
      /0 to 0/,
    ],
    [
      'flows.badPorts',
      'an input past the bus',
      { inputPorts: [unsigned(8, 1)] },
      /bits 1 to 8 of x, which has 8/,
    ],
    [
      'flows.badPorts',
      'an output past the bus',
      { outputPorts: [unsigned(9)] },
      /bits 0 to 8 of y, which has 8/,
    ],
    ['flows.badPorts', 'an input of 32 unsigned bits', { inputPorts: [unsigned(32)] }, /of x/],
    ['flows.badPorts', 'too few integers', { count: 2 }, /Expected 2 vectors of 1 elements, got 1/],
  ])('%s for %s', (code, _what, stimulus, message) => {
    expect(() => run(stimulus)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
  });
});

describe('what cannot be simulated', () => {
  const inverter = { type: 'INV', pins: { I: 2, O: 3 } };
  it.each([
    [
      'flows.badPorts',
      'no input x',
      { inputs: { a: [2] }, outputs: { y: [3] }, cells: [inverter] },
      /needs an input x.*input a, output y/,
    ],
    [
      'flows.badPorts',
      'a second clock',
      { inputs: { clk: [2], x: [3] }, outputs: { y: [5] }, cells: [register(3, 5, { C: 3 })] },
      /not clocked by the port clk/,
    ],
    [
      'flows.badNetlist',
      'two drivers',
      { inputs: { x: [2] }, outputs: { y: [3] }, cells: [inverter, inverter] },
      /Net 3 of top has two drivers/,
    ],
    [
      'flows.badNetlist',
      'no driver',
      { inputs: { x: [2] }, outputs: { y: [4] }, cells: [inverter] },
      /Net 4 of top, read by port y, has no driver/,
    ],
    [
      'flows.unsupportedCell',
      'a module that was not linked',
      { inputs: { x: [2] }, outputs: { y: [3] }, cells: [{ type: 'layer', pins: { x: 2, y: 3 } }] },
      /has the type layer/,
    ],
  ])('%s for %s', (code, _what, text, message) => {
    expect(() => createGateSimulator(netlistOf(text as Parameters<typeof netlistOf>[0]))).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
  });
});
