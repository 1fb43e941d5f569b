import type { Network } from '@nx-codesign/ir';
import { chainOfLayers as network } from '../__fixtures__/chainOfLayers';
import { expectedOfNetwork, estimateNetwork } from './estimateNetwork';

const device = { part: 'xcvu13p-flga2577-2-e', clockPeriodNs: 5 };
const assumed = { ...device, weightBits: 6, activationBits: 6, sparsity: 0 };

const relu: [string, object] = ['activation', { function: 'relu' }];
const dense = (units: number): [string, object] => ['dense', { units }];
const mlp = network([16], [dense(32), relu, dense(5)]);

describe('estimateNetwork', () => {
  it('needs no weights, and has no carry cells, which only a built design has', () => {
    const cost = estimateNetwork(mlp, assumed);
    expect(cost).toMatchObject({ mark: 'estimated', meetsClock: true, outside: [] });
    expect(cost.luts).toBeGreaterThan(0);
    expect(cost).not.toHaveProperty('carries');
  });

  it('grows with widths and units and shrinks with zeros', () => {
    const luts = (changed: object, units = 32) =>
      estimateNetwork(network([16], [dense(units), relu, dense(5)]), { ...assumed, ...changed }).luts;
    expect(luts({ weightBits: 4 })).toBeLessThan(luts({}));
    expect(luts({ activationBits: 4 })).toBeLessThan(luts({}));
    expect(luts({ sparsity: 0.5 })).toBeLessThan(luts({}));
    expect(luts({}, 16)).toBeLessThan(luts({}));
  });

  it('costs no logic where all weights are zero', () => {
    expect(estimateNetwork(mlp, { ...assumed, sparsity: 1 }).luts).toBe(0);
  });

  it('counts a layer at each of its positions: eight particles, then one sum', () => {
    const sets = network([8, 3], [dense(16), relu, ['aggregate', { function: 'sum' }], dense(5)]);
    expect(expectedOfNetwork(sets, assumed).groups.map(({ instances }) => instances)).toEqual([8, 1, 1]);
  });

  it('shares hardware over cycles: of eight particles four have an instance at two cycles per vector', () => {
    const sets = network([8, 3], [dense(16), relu, ['aggregate', { function: 'sum' }], dense(5)]);
    const often = { ...assumed, reuseFactor: 2 };
    const phi = expectedOfNetwork(sets, often).groups.find(({ instances }) => instances > 1);
    expect(phi?.instances).toBe(4);
    expect(estimateNetwork(sets, often).luts).toBeLessThan(0.7 * estimateNetwork(sets, assumed).luts);
    expect(() => estimateNetwork(sets, { ...assumed, reuseFactor: 3 })).toThrow(/Use 2 or 4/);
    expect(() => estimateNetwork(mlp, often)).toThrow(/Use 1/);
  });

  it('says which fact is outside of the range', () => {
    const { outside } = estimateNetwork(network([5000], [dense(3)]), assumed);
    expect(outside).toContainEqual(expect.stringMatching(/^5000 inputs of a layer, fitted up to \d+$/));
  });
});

describe('products of two values', () => {
  it('cost more for wider ones, and nothing where one does not vary', () => {
    const gated = (bits: number): Network => ({
      name: 'gated',
      input: { shape: [4], format: { signed: false, integer: 0, fraction: bits } },
      layers: [
        { kind: 'dense', name: 'a', inputs: ['input'], config: { units: 4 } },
        { kind: 'multiply', name: 'b', inputs: ['a', 'input'], config: {} },
      ],
      output: 'b',
    });
    const luts = (bits: number, sparsity = 0) => estimateNetwork(gated(bits), { ...assumed, sparsity }).luts;
    expect(luts(8)).toBeGreaterThan(luts(4));
    expect(luts(8, 1)).toBe(0);
  });
});
