import { netlistOf } from '../__fixtures__/netlistOf';
import { estimateTiming } from './estimateTiming';

const inverter = (from: number, to: number) => ({ type: 'INV', pins: { I: from, O: to } });
const register = (from: number, to: number) => ({
  type: 'FDRE',
  pins: { C: 2, CE: 1, R: 0, D: from, Q: to },
});

/** Register, `luts` inverters in a row, register. */
function pipeline(luts: number) {
  const cells = [
    register(3, 4),
    ...Array.from({ length: luts }, (_, i) => inverter(4 + i, 5 + i)),
    register(4 + luts, 90),
  ];
  return netlistOf({ inputs: { clk: [2], x: [3] }, outputs: { y: [90] }, cells });
}

describe('estimateTiming', () => {
  // Clock to output 0.08, per LUT a route of 0.18 and 0.05, setup 0.03 (long: 0.40 and 0.15).
  it.each([
    { luts: 1, path: { low: 0.34, high: 0.66 }, frequency: { low: 1520, high: 2940 } },
    { luts: 3, path: { low: 0.8, high: 1.76 }, frequency: { low: 568, high: 1250 } },
  ])('LUTs in a row between registers take $path ns ($luts of them)', ({ luts, path, frequency }) => {
    expect(estimateTiming(pipeline(luts), 'xcup')).toEqual({
      mark: 'estimated',
      criticalPathNs: path,
      maxFrequencyMHz: frequency,
    });
  });

  it('a register straight after a register has a route between them', () => {
    expect(estimateTiming(pipeline(0), 'xcup')?.criticalPathNs).toEqual({ low: 0.29, high: 0.51 });
  });

  it('a carry chain costs its way in and out once and 5 ps a bit', () => {
    // 0.08 + 0.18 + 0.05 into the first LUT, 0.11 in, 7 x 0.005 along, 0.10 out, 0.03 setup.
    const nets = (first: number) => Array.from({ length: 8 }, (_, i) => first + i);
    const chain = {
      type: 'CARRY8',
      pins: { S: nets(10), DI: nets(20), CI: 0, CI_TOP: 0, O: nets(30), CO: nets(40) },
    };
    const propagate = nets(20).map((net, i) => inverter(net, 10 + i));
    const cells = [...propagate, chain, register(37, 50)];
    const netlist = netlistOf({ inputs: { clk: [2], x: nets(20) }, outputs: { y: [50] }, cells });
    expect(estimateTiming(netlist, 'xcup')?.criticalPathNs.low).toBe(0.585);
  });

  it('a sum that enters another chain directly leaves the first one by a route', () => {
    // 0.08 + 0.18 + 0.11 in, 0.10 out + 0.18 + 0.11 in, 0.10 out, 0.03 setup.
    const carry = (from: number, to: number) => ({
      type: 'CARRY8',
      pins: { S: [1], DI: [0], CI: from, CI_TOP: 0, O: [to] },
    });
    const second = { type: 'CARRY8', pins: { S: [5], DI: [0], CI: 4, CI_TOP: 0, O: [6] } };
    const cells = [carry(3, 5), second, register(6, 7)];
    const netlist = netlistOf({ inputs: { clk: [2], x: [3, 4] }, outputs: { y: [7] }, cells });
    expect(estimateTiming(netlist, 'xcup')?.criticalPathNs.low).toBe(0.89);
  });

  it('of an iCE40 goes from a carry to the LUT of its sum without a route', () => {
    // 0.54 + 0.6 + 0.32 through a LUT, 0.6 + 0.26 into the chain, 2 x 0.126 along, 0.3 to the sum, 0.32 + 0.2 into a register.
    const lut = (from: number, to: number) => ({
      type: 'SB_LUT4',
      parameters: { LUT_INIT: '0000000000000001' },
      pins: { I0: 0, I1: 0, I2: 0, I3: from, O: to },
    });
    const carry = (from: number, to: number) => ({
      type: 'SB_CARRY',
      pins: { I0: 5, I1: 6, CI: from, CO: to },
    });
    const flipFlop = { type: 'SB_DFF', pins: { C: 2, D: 11, Q: 12 } };
    const cells = [lut(3, 5), carry(0, 8), carry(8, 9), carry(9, 10), lut(10, 11), flipFlop];
    const netlist = netlistOf({ inputs: { clk: [2], x: [3], z: [6] }, outputs: { y: [12] }, cells });
    expect(estimateTiming(netlist, 'ice40')?.criticalPathNs.low).toBeCloseTo(3.392, 3);
  });

  it.each([
    // Clock to output, a route, a LUT, setup: 0.54 + 0.6 + 0.32 + 0.2; long: a route of 1.1 and once 0.5 more.
    ['ice40', 'ice40hx8k-ct256', { low: 1.66, high: 2.66 }],
    // 1.39 + 1.9 + 0.87; long: 2.6, and once 1.7 more.
    ['ice40', 'ice40up5k-sg48', { low: 4.16, high: 6.56 }],
    // 0.525 + 0.7 + 0.236 + 0.13 (1.55).
    ['ecp5', 'lfe5u-85f', { low: 1.591, high: 2.441 }],
    // 0.49 + 0.5 + 0.124 + 0.03; long 0.49 + 1.1 + 0.3 + 0.03.
    ['xc7', 'xc7a100t-csg324-1', { low: 1.144, high: 1.92 }],
  ] as const)('of %s takes the delays of %s', (family, part, path) => {
    expect(estimateTiming(pipeline(1), family, part)?.criticalPathNs).toEqual(path);
  });

  it('knows no delays of a part that nothing was fitted to', () => {
    expect(estimateTiming(pipeline(1), 'ice40', 'ice40lp8k-cm81')).toBeUndefined();
  });
});
