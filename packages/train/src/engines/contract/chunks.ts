import { trace, type Network } from '@nx-codesign/ir';
import type { Engine, SessionOptions } from '../../training/types';
import { initialWeights } from '../../training/initialWeights';
import { naivePass } from '../reference/naivePass';
import { firstRows, networkOf } from './networks';

/** Large and small at once: more examples than an engine might compute together, dropped elements, weighted classes. */
const network: Network = networkOf(
  [5, 5, 3],
  [
    { name: 'c', kind: 'conv2d', config: { filters: 8, size: [3, 3], padding: 'same' } },
    { name: 'a', kind: 'activation', config: { function: 'relu' } },
    { name: 'o', kind: 'dropout', config: { rate: 0.25 } },
    { name: 'p', kind: 'pool', config: { function: 'max', size: [2, 2] } },
    { name: 'f', kind: 'flatten' },
    { name: 'd', kind: 'dense', config: { units: 3 } },
  ],
);
const count = 600;

export function describeChunks(engine: Engine): void {
  it('of a large batch are those of all its examples, each with its own dropped elements', () => {
    const options: SessionOptions = {
      ...{ loss: 'softmaxCrossEntropy', maxBatch: count, seed: 5 },
      ...{ classWeights: [1, 2, 0.5], labelSmoothing: 0.125 },
    };
    const weights = initialWeights(network, 3);
    const x = Float32Array.from({ length: count * 75 }, (_, i) => ((i * 29) % 67) / 32 - 1);
    const y = Int32Array.from({ length: count }, (_, i) => (i * i) % 3);
    const session = engine.open(network, options);
    session.setWeights(weights);
    const found = session.gradients({ x, y, indices: firstRows(count) });
    const batch = { x, y, count };
    const expected = naivePass(trace(network), weights, { ...options, mode: 'training', batch });
    expect(Math.abs(found.loss - expected.loss)).toBeLessThan(1e-6);
    const largest = Math.max(...Object.values(expected.gradients).flat().map(Math.abs));
    for (const [tensor, { data }] of Object.entries(found.gradients)) {
      const errors = Array.from(data, (value, i) => Math.abs(value - expected.gradients[tensor][i]));
      expect([tensor, Math.max(...errors) / largest < 5e-6]).toEqual([tensor, true]);
    }
  });
}
