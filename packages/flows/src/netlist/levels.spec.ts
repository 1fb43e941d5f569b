import { netlistOf } from '../__fixtures__/netlistOf';
import { logicLevels } from './levels';

type Cells = Parameters<typeof netlistOf>[0]['cells'][number][];

const inverter = (from: number, to: number) => ({ type: 'INV', pins: { I: from, O: to } });
const register = (from: number, to: number) => ({
  type: 'FDRE',
  pins: { C: 2, CE: 1, R: 0, D: from, Q: to },
});

describe('logicLevels', () => {
  it('counts LUTs in a row from port to register, register to register and register to port', () => {
    const chain = (before: number, between: number, after: number) => {
      const cells: Cells = [];
      let net = 3;
      const add = (make: (from: number, to: number) => Cells[number]) => cells.push(make(net, (net += 1)));
      for (let i = 0; i < before; i += 1) add(inverter);
      add(register);
      for (let i = 0; i < between; i += 1) add(inverter);
      add(register);
      for (let i = 0; i < after; i += 1) add(inverter);
      return netlistOf({ inputs: { clk: [2], x: [3] }, outputs: { y: [net] }, cells });
    };
    expect(logicLevels(chain(3, 1, 2))).toBe(3);
    expect(logicLevels(chain(1, 4, 2))).toBe(4);
    expect(logicLevels(chain(0, 0, 5))).toBe(5);
    expect(logicLevels(chain(0, 0, 0))).toBe(0);
  });

  it('counts a LUT ahead of a carry chain and one behind it, and not the chain', () => {
    const cells = [
      inverter(2, 3),
      { type: 'CARRY8', pins: { S: [3, 4], DI: [2, 2], CI: 0, CI_TOP: 0, O: [5, 6], CO: [7, 8] } },
      inverter(6, 9),
    ];
    expect(logicLevels(netlistOf({ inputs: { x: [2, 4] }, outputs: { y: [9] }, cells }))).toBe(2);
  });

  it('ignores the input of a LUT6_2 that only the other output uses', () => {
    // O5 = I0 & I1; O6 = I0 ^ I3 (I5 = 1). Both cells chain through I3 -> O5: no path.
    const bits = Array.from({ length: 64 }, (_, i) => (i < 32 ? i & (i >> 1) & 1 : (i ^ (i >> 3)) & 1));
    const parameters = { INIT: bits.reverse().join('') };
    const dual = (carry: number, save: number, sum: number) => ({
      type: 'LUT6_2',
      parameters,
      pins: { I0: 2, I1: 3, I2: 0, I3: carry, I4: 0, I5: 1, O5: save, O6: sum },
    });
    const cells = [dual(0, 4, 5), dual(4, 6, 7), dual(6, 8, 9)];
    expect(logicLevels(netlistOf({ inputs: { x: [2, 3] }, outputs: { y: [5, 7, 9] }, cells }))).toBe(2);
  });

  it('throws for a loop without a register', () => {
    const cells = [inverter(3, 4), inverter(4, 3)];
    expect(() => logicLevels(netlistOf({ inputs: { x: [2] }, outputs: { y: [4] }, cells }))).toThrow(
      expect.objectContaining({ code: 'flows.combinationalLoop' }),
    );
  });
});
