import { createGateSimulator } from '../../gates/simulator';
import { netlistOf } from '../../__fixtures__/netlistOf';
import { estimateTiming } from '../../timing/estimateTiming';
import { faultCoverage } from '../../verification/faultCoverage';
import { constantOne, constantZero, type Net, type Netlist } from '../netlist';

interface Setting {
  readonly a: 0 | 1;
  readonly b: 0 | 1;
  readonly addend: 0 | 1;
  readonly product: 0 | 1;
  readonly result: 0 | 1;
}

const none: Setting = { a: 0, b: 0, addend: 0, product: 0, result: 0 };
const all: Setting = { a: 1, b: 1, addend: 1, product: 1, result: 1 };
const [aBits, bBits, cBits, yBits] = [9, 7, 12, 18];
const digits = (value: number, width: number) => value.toString(2).padStart(width, '0');

/** A port of `width` nets from `first` on, and its bits with the sign on top as far as `total`. */
const bus = (first: Net, width: number) => Array.from({ length: width }, (_, bit) => first + bit);
const extended = (nets: readonly Net[], total: number) =>
  Array.from({ length: total }, (_, bit) => nets[Math.min(bit, nets.length - 1)]);

const clock = 2;
const a = bus(10, aBits);
const b = bus(30, bBits);
const c = bus(50, cBits);
const y = bus(100, yBits);

type Make = (setting: Setting) => Parameters<typeof netlistOf>[0]['cells'][number];

const xilinx =
  (type: 'DSP48E1' | 'DSP48E2'): Make =>
  (setting) => ({
    type,
    parameters: Object.fromEntries(
      Object.entries({
        AREG: setting.a,
        BREG: setting.b,
        CREG: setting.addend,
        MREG: setting.product,
        PREG: setting.result,
      }).map(([name, value]) => [name, digits(value, 32)]),
    ),
    pins: {
      CLK: clock,
      A: extended(a, 30),
      B: extended(b, 18),
      C: extended(c, 48),
      OPMODE: [...(type === 'DSP48E2' ? '000110101' : '0110101')].reverse().map(Number),
      ALUMODE: [0, 0, 0, 0],
      P: y,
    },
  });

const ice40: Make = (setting) => {
  const output = digits(setting.result === 1 ? 1 : 0, 2);
  return {
    type: 'SB_MAC16',
    parameters: {
      ...{ A_SIGNED: '1', B_SIGNED: '1', TOPOUTPUT_SELECT: output, BOTOUTPUT_SELECT: output },
      ...{ TOPADDSUB_LOWERINPUT: '10', BOTADDSUB_LOWERINPUT: '10', TOPADDSUB_CARRYSELECT: '10' },
      ...{ TOPADDSUB_UPPERINPUT: '1', BOTADDSUB_UPPERINPUT: '1' },
      A_REG: String(setting.a),
      B_REG: String(setting.b),
      C_REG: String(setting.addend),
      D_REG: String(setting.addend),
      PIPELINE_16x16_MULT_REG2: String(setting.product),
    },
    pins: {
      CLK: clock,
      A: extended(a, 16),
      B: extended(b, 16),
      C: extended(c, 32).slice(16),
      D: extended(c, 32).slice(0, 16),
      O: y,
    },
  };
};

const ecp5: Make = (setting) => {
  const named = (pin: string, nets: readonly Net[]) =>
    Object.fromEntries(nets.map((net, bit) => [`${pin}${bit}`, net]));
  const held = (flag: 0 | 1) => (flag === 1 ? 'CLK0' : 'NONE');
  return {
    type: 'MULT18X18D',
    parameters: {
      REG_INPUTA_CLK: held(setting.a),
      REG_INPUTB_CLK: held(setting.b),
      REG_PIPELINE_CLK: held(setting.product),
      REG_OUTPUT_CLK: held(setting.result),
    },
    pins: {
      ...{ CLK0: clock, SIGNEDA: constantOne, SIGNEDB: constantOne },
      ...named('A', extended(a, 18)),
      ...named('B', extended(b, 18)),
      ...named('P', y),
    },
  };
};

const cells: [string, Make][] = [
  ['DSP48E2', xilinx('DSP48E2')],
  ['DSP48E1', xilinx('DSP48E1')],
  ['SB_MAC16', ice40],
  ['MULT18X18D', ecp5],
];

function blockOf(make: Make, setting: Setting): Netlist {
  return netlistOf({
    inputs: { clk: [clock], x: [...a, ...b, ...c] },
    outputs: { y },
    cells: [make(setting)],
  });
}

const elements = (...widths: number[]) => {
  let offset = 0;
  return widths.map((width) => ({ offset: (offset += width) - width, width, signed: true, fraction: 0 }));
};

/** Corners and a spread of operands. */
const operands = [-256, -255, -1, 0, 1, 77, 254, 255].flatMap((x) =>
  [-64, -63, -1, 0, 1, 2, 37, 63].flatMap((factor) =>
    [-2048, 0, 5, 2047].map((more) => [x, factor, more] as const),
  ),
);

function resultsOf(netlist: Netlist, latencyCycles: number, vectors = operands): number[] {
  const results = createGateSimulator(netlist).run({
    inputs: Int32Array.from(vectors.flat()),
    count: vectors.length,
    inputPorts: elements(aBits, bBits, cBits),
    outputPorts: elements(yBits),
    latencyCycles,
  });
  return [...results];
}

describe('DSP blocks in the gate simulator', () => {
  describe.each(cells)('%s', (type, make) => {
    const adds = type !== 'MULT18X18D';
    const expected = operands.map(([x, factor, more]) => x * factor + (adds ? more : 0) + 0);

    it.each<[string, Setting, number]>([
      ['without registers', none, 0],
      ['with one at its output', { ...none, result: 1 }, 1],
      ['with one at each operand', { ...none, a: 1, b: 1, addend: 1 }, 1],
    ])('multiplies %s', (_what, setting, latency) => {
      expect(resultsOf(blockOf(make, setting), latency)).toEqual(expected);
    });

    it('takes three cycles from its operands with all its registers', () => {
      const steady = operands.map(([x, factor]) => [x, factor, 9] as const);
      const products = steady.map(([x, factor]) => x * factor + (adds ? 9 : 0));
      expect(resultsOf(blockOf(make, all), 3, steady)).toEqual(products);
    });

    it('takes two cycles from its addend with all its registers', () => {
      const steady = operands.map(([, , more]) => [0, 5, more] as const);
      const sums = steady.map(([, , more]) => (adds ? more : 0));
      expect(resultsOf(blockOf(make, all), 2, steady)).toEqual(sums);
    });
  });

  it('carries the fault of a LUT ahead of a block to its output', () => {
    const [select, other, factor, operand] = [10, 11, [12, 13, 14], 20];
    const netlist = netlistOf({
      inputs: { clk: [clock], x: [select, other, ...factor] },
      outputs: { y },
      cells: [
        { type: 'LUT2', parameters: { INIT: '1000' }, pins: { I0: select, I1: other, O: operand } },
        {
          ...xilinx('DSP48E2')(none),
          pins: {
            ...xilinx('DSP48E2')(none).pins,
            ...{
              A: extended([operand, constantZero], 30),
              B: extended(factor, 18),
              C: extended([constantZero], 48),
            },
          },
        },
      ],
    });
    const stimulus = {
      inputs: Int32Array.from({ length: 32 }, (_, vector) => vector),
      count: 32,
      inputPorts: [{ offset: 0, width: 5, signed: false }],
      outputPorts: elements(yBits),
      latencyCycles: 0,
    };
    expect(faultCoverage(netlist, stimulus, { faults: 100 })).toMatchObject({ faults: 4, caught: 4 });
  });

  it.each<[string, Make, RegExp]>([
    [
      'an adder that subtracts',
      (s) => ({ ...xilinx('DSP48E2')(s), pins: { ...xilinx('DSP48E2')(s).pins, ALUMODE: [1, 1, 0, 0] } }),
      /OPMODE/,
    ],
    [
      'another mode',
      (s) => ({
        ...xilinx('DSP48E1')(s),
        pins: { ...xilinx('DSP48E1')(s).pins, OPMODE: [1, 0, 1, 0, 0, 1, 0] },
      }),
      /OPMODE 0100101/,
    ],
    [
      'two registers in a row',
      (s) => ({ ...xilinx('DSP48E2')(s), parameters: { AREG: digits(2, 32) } }),
      /AREG 2/,
    ],
    [
      'operands without signs',
      (s) => ({ ...ice40(s), parameters: { ...ice40(s).parameters, A_SIGNED: '0' } }),
      /A_SIGNED 0/,
    ],
    ['another clock', (s) => ({ ...ecp5(s), parameters: { REG_OUTPUT_CLK: 'CLK1' } }), /REG_OUTPUT_CLK CLK1/],
    [
      'products without signs',
      (s) => ({ ...ecp5(s), pins: { ...ecp5(s).pins, SIGNEDA: constantZero } }),
      /SIGNEDA/,
    ],
  ])('refuses a block with %s', (_what, make, message) => {
    const attempt = () => createGateSimulator(blockOf(make, none));
    expect(attempt).toThrow(
      expect.objectContaining({ code: 'flows.unsupportedCell', message: expect.stringMatching(message) }),
    );
  });
});

describe('the timing of a DSP block', () => {
  // Port (0.08), route, multiplier 1.1, adder 0.63, output; short routes take 0.18 ns, long ones 0.4 ns; setup 0.03 ns.
  it.each<[Setting, number, number, string]>([
    [none, 2.17, 2.61, '0.08 + route + 1.1 + 0.63 + route to the port'],
    [{ ...none, result: 1 }, 2.02, 2.24, 'the same and the setup'],
    [{ ...all, addend: 0 }, 1.21, 1.21, '0.08 + 1.1 + 0.03 within the block'],
  ])('%j has its longest path at %d to %d ns: %s', (setting, low, high) => {
    const netlist = blockOf(xilinx('DSP48E2'), setting);
    expect(estimateTiming(netlist, 'xcup')!.criticalPathNs).toEqual({ low, high });
  });
});
