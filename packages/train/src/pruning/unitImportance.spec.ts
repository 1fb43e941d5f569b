import fc from 'fast-check';
import { createWasmEngine } from '../engines/wasm';
import { evaluate } from '../training/evaluate';
import { initialWeights } from '../training/initialWeights';
import type { Arrays } from '../training/types';
import { layer, networkOf, tensor } from './__fixtures__/networks';
import { unitImportance, unitStatistics } from './unitImportance';

const engine = createWasmEngine();

describe('unitImportance', () => {
  it('is the first-order change of the loss when a unit becomes its mean, worked out by hand', () => {
    const network = networkOf(
      [1],
      [layer('a', 'dense', ['input', { units: 2 }]), layer('b', 'dense', ['a', { units: 1 }])],
    );
    const weights = {
      'a/kernel': tensor([1, 2], [1, 2]),
      'a/bias': tensor([2], [0, 0]),
      'b/kernel': tensor([2, 1], [1, -1]),
      'b/bias': tensor([1], [0]),
    };
    const sample = { x: Float32Array.of(1, 3), y: Float32Array.of(0, 0), count: 2 };
    // Units 1, 3 (mean 2) and 2, 6 (mean 4); outputs -1, -3, which are dL/dy too, as L = (y1^2 + y2^2) / 2.
    // dL/db = -4; dL/dw = -1 - 9 = -10 and -2 - 18 = -20; 1 * (2 * -4 + 10) = 2 and -1 * (4 * -4 + 20) = -4.
    const { importance, means } = unitStatistics({ network, weights, sample, engine });
    expect(Array.from(importance.a)).toEqual([2, 4]);
    expect(Array.from(means.b)).toEqual([2, 4]);
  });

  it('is 0 for a unit of constant value and for a unit that nothing reads', () => {
    const network = networkOf(
      [1],
      [
        layer('a', 'dense', ['input', { units: 3 }]),
        layer('relu', 'activation', ['a', { function: 'relu' }]),
        layer('b', 'dense', ['relu', { units: 1 }]),
      ],
    );
    const weights = {
      'a/kernel': tensor([1, 3], [1, 0, 1]),
      'a/bias': tensor([3], [0, 5, 0]),
      'b/kernel': tensor([3, 1], [1, 7, 0]),
      'b/bias': tensor([1], [0]),
    };
    const sample = { x: Float32Array.of(1, 3), y: Float32Array.of(0, 0), count: 2 };
    const importance = unitImportance({ network, weights, sample, engine });
    expect(importance.a[0]).toBeGreaterThan(0);
    expect(Array.from(importance.a.slice(1))).toEqual([0, 0]);
  });

  it('is the slope of the loss on the way from each feature of a set to its mean (seed 3)', () => {
    const network = networkOf(
      [3, 2],
      [
        layer('phi', 'dense', ['input', { units: 3 }]),
        layer('act', 'activation', ['phi', { function: 'tanh' }]),
        layer('mean', 'aggregate', ['act', { function: 'mean' }]),
        layer('rho', 'dense', ['mean', { units: 2 }]),
      ],
    );
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 2 }), (seed, unit) => {
        const weights = initialWeights(network, seed);
        const x = Float32Array.from({ length: 48 }, (_, i) => ((i * 29 + seed) % 33) / 16 - 1);
        const sample: Arrays = { x, y: Int32Array.of(0, 1, 0, 1, 1, 0, 1, 0), count: 8 };
        const { importance, means } = unitStatistics({ network, weights, sample, engine });
        const lossAt = (way: number) => {
          const { shape, data } = weights['rho/kernel'];
          const kernel = data.map((w, i) => (Math.floor(i / 2) === unit ? w * (1 - way) : w));
          const bias = weights['rho/bias'].data.map((b, k) => b + way * means.rho[unit] * data[unit * 2 + k]);
          const moved = {
            ...weights,
            'rho/kernel': { shape, data: kernel },
            'rho/bias': tensor([2], [...bias]),
          };
          return evaluate(engine, { network, weights: moved, arrays: sample }).loss;
        };
        const slope = (lossAt(0.01) - lossAt(-0.01)) / 0.02;
        expect(importance.phi[unit]).toBeCloseTo(Math.abs(slope), 3);
      }),
      { seed: 3, numRuns: 30 },
    );
  });
});
