import { trace, type Network } from '@nx-codesign/ir';
import { expectedOfNetwork, estimateNetwork } from './estimateNetwork';
import { readShares } from './readShares';

const device = { part: 'xcvu13p-flga2577-2-e', clockPeriodNs: 5 };
const assumed = { ...device, weightBits: 6, activationBits: 6, sparsity: 0 };

function network(shape: readonly number[], layers: readonly [kind: string, config: object][]): Network {
  return {
    name: 'net',
    input: { shape, format: { signed: false, integer: 0, fraction: 8 } },
    layers: layers.map(([kind, config], i) => ({
      ...{ kind, name: `l${i}`, inputs: [i === 0 ? 'input' : `l${i - 1}`] },
      config: { ...config },
    })),
    output: `l${layers.length - 1}`,
  };
}
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

  it('says which fact is outside of the range', () => {
    const { outside } = estimateNetwork(network([5000], [dense(3)]), assumed);
    expect(outside).toContainEqual(expect.stringMatching(/^5000 inputs of a layer, fitted up to \d+$/));
  });
});

describe('readShares', () => {
  it.each([
    { density: 1, input: 1, why: 'every weight is there' },
    { density: 0, input: 0, why: 'none is' },
    {
      density: 0.5,
      input: 0.75,
      why: 'half of the weights of two outputs: a quarter of the inputs has none',
    },
  ])('reads $input of the inputs: $why', ({ density, input }) => {
    const { operations, output } = trace(network([4], [dense(2)]));
    expect(readShares(operations, { output, density })[0]).toEqual({ positions: 1, elements: input });
  });

  it('leaves out the positions that no window covers: 4 x 4 of 5 x 5', () => {
    const pooled = network([5, 5, 2], [['pool', { function: 'max', size: [2, 2] }]]);
    const { operations, output } = trace(pooled);
    const [input] = readShares(operations, { output, density: 1 });
    expect(input.positions).toBeCloseTo(16 / 25, 6);
    expect(input.elements).toBe(1);
  });
});
