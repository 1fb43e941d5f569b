import { chainProgram, type ChainStep } from '../__fixtures__/chainProgram';
import { buildDesign } from '../design/buildDesign';
import { costOfDesign } from './costOfDesign';

const options = { clockPeriodNs: 5, part: 'xcvu13p-flga2577-2-e' };
const nibbles = [0, 1].map(() => ({ low: 0, high: 15 }));

describe('costOfDesign', () => {
  const sum: ChainStep = { kind: 'matvec', layer: 'sum', inputs: 2, outputs: 1, data: [1, 1] };
  const clamp: ChainStep = {
    kind: 'quantize',
    layer: 'q',
    shift: 0,
    round: 'floor',
    minimum: 0,
    maximum: 15,
  };
  const wires: ChainStep = { kind: 'matvec', layer: 'wires', inputs: 2, outputs: 2, data: [4, 0, 0, 1] };
  const square: ChainStep[] = [{ kind: 'tableOf', layer: 'table', function: (x) => (x * x) % 16 }];

  it.each([
    // 0.95 LUTs for each of the 5 bits of a sum of two nibbles; its register.
    { steps: [sum], luts: 5, ffs: 5, why: 'an adder of 5 bits' },
    { steps: [sum, clamp], luts: 9, ffs: 4, why: 'and a selection of 4 bits' },
    { steps: [wires], luts: 0, ffs: 8, why: 'wires and registers' },
    // 1.1 LUTs for each of 4 bits of each of two tables of 16 entries.
    { steps: square, luts: 9, ffs: 8, why: 'two tables' },
  ])('counts $luts LUTs and $ffs flip-flops: $why', ({ steps, luts, ffs }) => {
    const cost = costOfDesign(buildDesign(chainProgram('net', nibbles, steps), options));
    expect(cost).toMatchObject({
      mark: 'estimated',
      luts,
      ffs,
      latencyCycles: 1,
      latencyNs: 5,
      meetsClock: true,
    });
  });

  it('counts a module once for each instance, and the registers of the top', () => {
    const design = buildDesign(chainProgram('net', nibbles, [sum]), options);
    const [one] = design.instances;
    const twice = { ...design, instances: [one, { ...one, name: 'again' }], delayBits: 3 };
    expect(costOfDesign(twice)).toMatchObject({ adderBits: 10, ffs: 13 });
  });

  it('says that a clock is not met, and the latency of the slower one', () => {
    const cost = costOfDesign(
      buildDesign(chainProgram('net', nibbles, [sum]), { ...options, clockPeriodNs: 0.5 }),
    );
    // Clock to output 0.08, net and LUT 0.39, carry 0.11 + 5 x 0.005 + 0.10, net 0.29, setup 0.03.
    expect(cost).toMatchObject({ meetsClock: false, criticalPathNs: 1.025, latencyNs: 1.025 });
  });
});
