import { buildDesign } from '../design/buildDesign';
import { chainProgram, type ChainStep } from '../__fixtures__/chainProgram';
import { randomWeights } from '../__fixtures__/randomProgram';
import { RandomSource } from '../__fixtures__/randomSource';
import { randomLayers } from '../__fixtures__/randomLayers';
import { costOfDesign } from './costOfDesign';
import { estimateCost } from './estimateCost';
import type { CostEstimate } from './costEstimate';

function network(sizes: number[], weightBits: number, zeroPercent: number): ReturnType<typeof chainProgram> {
  const random = new RandomSource(5);
  const steps = sizes.slice(1).flatMap((outputs, index): ChainStep[] => {
    const inputs = sizes[index];
    const data = randomWeights(random, { inputs, outputs, weightBits, zeroPercent });
    const constant = Array.from({ length: outputs }, () => random.integer(-200, 200));
    const last = index === sizes.length - 2;
    return [
      { kind: 'matvec', layer: `dense${index}`, inputs, outputs, data },
      { kind: 'add', layer: `dense${index}`, constant },
      ...(last
        ? []
        : [{ kind: 'quantize', layer: 'q', shift: 5, round: 'floor', minimum: 0, maximum: 63 } as const]),
    ];
  });
  return chainProgram(
    'net',
    Array.from({ length: sizes[0] }, () => ({ low: 0, high: 255 })),
    steps,
  );
}

const ultraScalePlus = 'xcvu13p-flga2577-2-e';

const compared = [
  { sizes: [16, 32], weightBits: 6, zeroPercent: 50 },
  { sizes: [32, 16], weightBits: 4, zeroPercent: 0 },
  { sizes: [64, 8], weightBits: 8, zeroPercent: 80 },
  { sizes: [16, 16, 16, 5], weightBits: 5, zeroPercent: 30 },
].flatMap((layers) =>
  [
    { part: ultraScalePlus, clockPeriodNs: 5 },
    { part: ultraScalePlus, clockPeriodNs: 1 },
    { part: 'ice40hx8k-ct256', clockPeriodNs: 10 },
  ].map((options) => ({ ...layers, options })),
);

describe('estimateCost', () => {
  it.each(compared)(
    'is near the built design, which is the smallest of several: $sizes for $options.part at $options.clockPeriodNs ns',
    ({ sizes, weightBits, zeroPercent, options }) => {
      const program = network(sizes, weightBits, zeroPercent);
      const estimated = estimateCost(program, options);
      const built = costOfDesign(buildDesign(program, options));
      for (const count of ['luts', 'ffs', 'adderBits'] as const) {
        expect(Math.abs(estimated[count] / built[count] - 1)).toBeLessThan(0.15);
      }
      // The smallest of several may have a level more.
      expect(Math.abs(estimated.latencyCycles - built.latencyCycles)).toBeLessThanOrEqual(1);
      expect(estimated.meetsClock).toBe(built.meetsClock);
    },
  );

  it('counts windows, sets and residual adds, once for each position: all within 3 % over seeds 1 to 12', () => {
    const options = { part: ultraScalePlus, clockPeriodNs: 2 };
    const programs = Array.from({ length: 12 }, (_, i) => randomLayers(i + 1));
    const estimated = programs.map((program) => estimateCost(program, options));
    const built = programs.map((program) => costOfDesign(buildDesign(program, options)));
    for (const count of ['luts', 'ffs', 'latencyCycles'] as const) {
      const total = (costs: readonly CostEstimate[]): number =>
        costs.reduce((sum, cost) => sum + cost[count], 0);
      expect(Math.abs(total(estimated) / total(built) - 1)).toBeLessThan(0.03);
    }
  });

  const wired: ChainStep = { kind: 'matvec', layer: 'a', inputs: 2, outputs: 2, data: [4, 0, 0, 4] };
  const added: ChainStep = { kind: 'matvec', layer: 'b', inputs: 2, outputs: 1, data: [1, 1] };
  const fits = { meetsClock: true };
  const slower = { meetsClock: false };

  it.each([
    // Clock to output 0.08, net 0.29, setup 0.03.
    {
      steps: [wired],
      clock: 0.5,
      path: 0.4,
      cycles: 1,
      latency: 0.5,
      ...fits,
      why: 'a register after a net',
    },
    { steps: [wired], clock: 0.3, path: 0.4, cycles: 1, latency: 0.4, ...slower, why: 'the net is slower' },
    // With the adder's LUT and net 0.39, carry 0.11 + 5 x 0.005 + 0.10.
    { steps: [added], clock: 2, path: 1.025, cycles: 1, latency: 2, ...fits, why: 'one adder per clock' },
    { steps: [added], clock: 1.025, path: 1.025, cycles: 1, latency: 1.025, ...fits, why: 'just so' },
    { steps: [added], clock: 0.5, path: 1.025, cycles: 1, latency: 1.025, ...slower, why: 'one slow adder' },
    // The sum of two operands of 4 + 2 bits has 7: 0.39 + 0.11 + 7 x 0.005 + 0.10 and the registers' 0.40.
    {
      steps: [wired, added],
      clock: 0.5,
      path: 1.035,
      cycles: 2,
      latency: 2.07,
      ...slower,
      why: 'two layers',
    },
  ])(
    'takes $latency ns for $cycles cycles at $clock ns, the critical path $path ns: $why',
    ({ steps, clock, path, cycles, latency, meetsClock }) => {
      const program = chainProgram(
        'net',
        [0, 1].map(() => ({ low: 0, high: 15 })),
        steps,
      );
      expect(estimateCost(program, { clockPeriodNs: clock, part: ultraScalePlus })).toMatchObject({
        latencyCycles: cycles,
        criticalPathNs: path,
        meetsClock,
        latencyNs: latency,
      });
    },
  );

  it('costs nothing but registers for weights that are powers of two', () => {
    const steps: ChainStep[] = [{ kind: 'matvec', layer: 'd', inputs: 2, outputs: 2, data: [4, 0, 0, 1] }];
    const program = chainProgram(
      'net',
      [0, 1].map(() => ({ low: 0, high: 15 })),
      steps,
    );
    const estimate = estimateCost(program, { clockPeriodNs: 5, part: ultraScalePlus });
    expect(estimate).toMatchObject({ mark: 'estimated', luts: 0, latencyCycles: 1, adderBits: 0 });
  });

  it('grows with the share of weights that are not zero', () => {
    const luts = [90, 60, 30, 0].map(
      (zeroPercent) =>
        estimateCost(network([16, 16], 6, zeroPercent), { clockPeriodNs: 5, part: ultraScalePlus }).luts,
    );
    expect(luts).toEqual([...luts].sort((a, b) => a - b));
  });
});
