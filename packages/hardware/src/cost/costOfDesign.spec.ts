import { chainProgram, type ChainStep } from '../__fixtures__/chainProgram';
import { buildDesign } from '../design/buildDesign';
import { costOfDesign } from './costOfDesign';
import { fittedModels } from './fitted/fittedModels';

const options = { clockPeriodNs: 5, part: 'xcvu13p-flga2577-2-e' };
const nibbles = [0, 1].map(() => ({ low: 0, high: 15 }));
const sum: ChainStep = { kind: 'matvec', layer: 'sum', inputs: 2, outputs: 1, data: [1, 1] };

describe('costOfDesign', () => {
  it('counts LUTs by the fitted numbers, flip-flops and carry cells as they are', () => {
    // Four bits of two operands; five registers; a CARRY8.
    const { pairBits } = fittedModels.xcup.lutsPerUnit;
    expect(costOfDesign(buildDesign(chainProgram('net', nibbles, [sum]), options))).toMatchObject({
      mark: 'estimated',
      luts: Math.round(4 * pairBits),
      ffs: 5,
      carries: 1,
      latencyCycles: 1,
      latencyNs: 5,
      meetsClock: true,
      outside: [],
    });
  });

  it.each(['xc7a100t-csg324-1', 'ice40hx8k-ct256', 'lfe5u-85f'])(
    'is within the fit for %s too at a clock that such parts have, not at one of UltraScale+',
    (part) => {
      const at = (clockPeriodNs: number) =>
        costOfDesign(buildDesign(chainProgram('net', nibbles, [sum]), { part, clockPeriodNs }));
      expect(at(10).outside).toEqual([]);
      expect(at(1).outside).toEqual([expect.stringMatching(/^1 ns of the clock period, fitted from \d+$/)]);
    },
  );

  it('counts a module once for each instance, and the registers of the top', () => {
    const design = buildDesign(chainProgram('net', nibbles, [sum]), options);
    const [one] = design.instances;
    const twice = { ...design, instances: [one, { ...one, name: 'again' }], delayBits: 3 };
    expect(costOfDesign(twice)).toMatchObject({ adderBits: 10, ffs: 13, carries: 2 });
  });

  it('counts the selections of the top by phase', () => {
    const design = buildDesign(chainProgram('net', nibbles, [sum]), options);
    const { luts } = costOfDesign({ ...design, selectionBits: 100 });
    const { topSelectionBits } = fittedModels.xcup.lutsPerUnit;
    expect(luts).toBe(Math.round(4 * fittedModels.xcup.lutsPerUnit.pairBits + 100 * topSelectionBits));
  });

  it('says that a clock is not met, the latency of the slower one, and that no sample had such a clock', () => {
    const cost = costOfDesign(
      buildDesign(chainProgram('net', nibbles, [sum]), { ...options, clockPeriodNs: 0.5 }),
    );
    // Clock to output 0.08, net and LUT 0.39, carry 0.11 + 5 x 0.005 + 0.10, net 0.29, setup 0.03.
    expect(cost).toMatchObject({ meetsClock: false, criticalPathNs: 1.025, latencyNs: 1.025 });
    expect(cost.outside).toEqual([expect.stringMatching(/^0\.5 ns of the clock period, fitted from /)]);
  });
});
