import fc from 'fast-check';
import type { Network, Tensor, Weights } from '@nx-codesign/ir';
import { createWasmEngine } from '../engines/wasm';
import { predict } from '../training/evaluate';
import { initialWeights } from '../training/initialWeights';
import { compensateRemoval, removeUnits } from './removeUnits';
import { unitImportance, unitStatistics } from './unitImportance';

const engine = createWasmEngine();
const tensor = (shape: number[], data: number[]): Tensor => ({ shape, data: Float32Array.from(data) });
const networkOf = (inputs: number, units: number, outputs: number): Network => ({
  name: 'n',
  input: { shape: [inputs], format: { signed: true, integer: 3, fraction: 2 } },
  layers: [
    { name: 'a', kind: 'dense', inputs: ['input'], config: { units } },
    { name: 'relu', kind: 'activation', inputs: ['a'], config: { function: 'relu' } },
    { name: 'b', kind: 'dense', inputs: ['relu'], config: { units: outputs } },
  ],
  output: 'b',
});

describe('unitImportance', () => {
  /** Activations on x = 1, 3: unit 0: 1, 3; unit 1: 2, 6; unit 2: 5, 5 (constant); unit 3: 0, 0 (dead). */
  const options = {
    network: networkOf(1, 4, 2),
    weights: {
      'a/kernel': tensor([1, 4], [1, 2, 0, -1]),
      'a/bias': tensor([4], [0, 0, 5, 0]),
      'b/kernel': tensor([4, 2], [3, 4, 1, 0, 7, 7, 7, 7]),
      'b/bias': tensor([2], [0, 0]),
    },
    sample: { x: Float32Array.from([1, 3]), count: 2 },
    engine,
  };

  it('is variance times outgoing weights over the variance of the next sums, worked out by hand', () => {
    // Variances 1, 4, 0, 0; outgoing squares 25, 1, 98, 98.
    // Sums vary by 3*2 + 1*4 = 10 and 4*2 = 8, so their variances are 25 and 16, together 41.
    expect(Array.from(unitImportance(options).a)).toEqual([25 / 41, 4 / 41, 0, 0]);
  });

  it('knows the means', () => {
    expect(Array.from(unitStatistics(options).a.mean)).toEqual([2, 4, 5, 0]);
  });

  it('has no entry for the last layer, which keeps its units', () => {
    expect(Object.keys(unitImportance(options))).toEqual(['a']);
  });

  it('is what removing the unit really does to the next sums when its mean is compensated (seed 9)', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 3 }), (seed, unit) => {
        const network = networkOf(3, 4, 2);
        const weights: Weights = initialWeights(network, seed);
        const count = 32;
        const x = Float32Array.from({ length: 3 * count }, (_, i) => ((i * 7 + seed) % 33) / 4 - 4);
        const sample = { x, count };
        const statistics = unitStatistics({ network, weights, sample, engine });
        const kept = { a: [0, 1, 2, 3].filter((each) => each !== unit) };
        const compensated = compensateRemoval(network, weights, { kept, means: { a: statistics.a.mean } });
        const smaller = removeUnits(network, compensated, kept);
        const before = predict(engine, { network, weights, x, count });
        const after = predict(engine, { ...smaller, x, count });
        const change = before.reduce((sum, value, i) => sum + (value - after[i]) ** 2, 0);
        const means = [0, 1].map(
          (k) => before.reduce((sum, v, i) => (i % 2 === k ? sum + v : sum), 0) / count,
        );
        const spread = before.reduce((sum, value, i) => sum + (value - means[i % 2]) ** 2, 0);
        fc.pre(spread > 0);
        expect(statistics.a.importance[unit]).toBeCloseTo(change / spread, 4);
      }),
      { seed: 9, numRuns: 50 },
    );
  });
});
