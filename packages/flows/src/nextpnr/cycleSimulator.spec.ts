import { netlistOf } from '../__fixtures__/netlistOf';
import { CycleSimulator } from './cycleSimulator';

/** Clock 2, input 3, enable 4: a register that holds its value, and the XOR of both. */
function held() {
  const cells: Parameters<typeof netlistOf>[0]['cells'] = [
    { type: 'SB_DFFE', pins: { C: 2, E: 4, D: 3, Q: 5 } },
    {
      type: 'SB_LUT4',
      parameters: { LUT_INIT: '0000000000000110' },
      pins: { I0: 3, I1: 5, I2: 0, I3: 0, O: 6 },
    },
  ];
  return netlistOf({ inputs: { clk: [2], x: [3], en: [4] }, outputs: { q: [5], y: [6] }, cells });
}

describe('the cycle simulator', () => {
  it('keeps a register between enables, in each stream by itself', () => {
    const simulator = new CycleSimulator(held());
    const step = (x: number, enable: number) => {
      simulator.drive('x', x);
      simulator.drive('en', enable);
      simulator.evaluate();
      const seen = [simulator.read('q'), simulator.read('y')];
      simulator.edge();
      return seen;
    };
    // Streams 0 to 3: register 0 at first; only streams 0 and 1 take x = 0101 at the first edge.
    expect(step(0b0101, 0b0011)).toEqual([0, 0b0101]);
    expect(step(0b1111, 0)).toEqual([0b0001, 0b1110]);
    expect(step(0, -1)).toEqual([0b0001, 0b0001]);
    expect(step(0, 0)).toEqual([0, 0]);
  });

  it('refuses a bit that no port has, and names the ports', () => {
    const simulator = new CycleSimulator(held());
    expect(() => simulator.read('z')).toThrow(
      expect.objectContaining({ code: 'flows.badPorts', message: expect.stringContaining('clk [1], x [1]') }),
    );
  });
});
