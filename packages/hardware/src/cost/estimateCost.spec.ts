import { buildDesign } from '../design/buildDesign';
import { chainProgram, type ChainStep } from '../__fixtures__/chainProgram';
import { randomWeights } from '../__fixtures__/randomProgram';
import { RandomSource } from '../__fixtures__/randomSource';
import { estimateCost } from './estimateCost';

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

describe('estimateCost', () => {
  it.each([
    { sizes: [16, 32], weightBits: 6, zeroPercent: 50 },
    { sizes: [32, 16], weightBits: 4, zeroPercent: 0 },
    { sizes: [64, 8], weightBits: 8, zeroPercent: 80 },
    { sizes: [16, 16, 16, 5], weightBits: 5, zeroPercent: 30 },
  ])(
    'is within 15 % of the built adder bits and one cycle per layer: $sizes',
    ({ sizes, weightBits, zeroPercent }) => {
      const program = network(sizes, weightBits, zeroPercent);
      for (const part of ['xcvu13p-flga2577-2-e', 'ice40hx8k-ct256']) {
        const options = { clockPeriodNs: 5, part };
        const design = buildDesign(program, options);
        const built = design.modules.reduce((sum, { adderBits }) => sum + adderBits, 0);
        const estimate = estimateCost(program, options);
        expect(estimate.adderBits / built).toBeGreaterThan(0.85);
        expect(estimate.adderBits / built).toBeLessThan(1.15);
        expect(Math.abs(estimate.latencyCycles - design.latencyCycles)).toBeLessThanOrEqual(
          design.modules.length,
        );
        expect(estimate.latencyNs).toBe(estimate.latencyCycles * 5);
      }
    },
  );

  it('costs nothing but registers for weights that are powers of two', () => {
    const steps: ChainStep[] = [{ kind: 'matvec', layer: 'd', inputs: 2, outputs: 2, data: [4, 0, 0, 1] }];
    const program = chainProgram(
      'net',
      [0, 1].map(() => ({ low: 0, high: 15 })),
      steps,
    );
    const estimate = estimateCost(program, { clockPeriodNs: 5, part: 'xcvu13p-flga2577-2-e' });
    expect(estimate).toMatchObject({ mark: 'estimated', luts: 0, latencyCycles: 1, adderBits: 0 });
  });

  it('grows with the share of weights that are not zero', () => {
    const luts = [90, 60, 30, 0].map(
      (zeroPercent) =>
        estimateCost(network([16, 16], 6, zeroPercent), { clockPeriodNs: 5, part: 'xcvu13p-flga2577-2-e' })
          .luts,
    );
    expect(luts).toEqual([...luts].sort((a, b) => a - b));
  });
});
