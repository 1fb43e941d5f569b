import fc from 'fast-check';
import type { Genotype } from '@nx-codesign/search';
import { createWasmEngine, initialWeights, predict } from '@nx-codesign/train';
import type { Weights } from '@nx-codesign/ir';
import { parseConfig } from '../config/parse';
import { builderOf } from '../families';
import { transferWeights } from './transferWeights';

const engine = createWasmEngine();

const builder = (space: object, inputShape: number[]) => {
  const text = JSON.stringify({
    dataset: { source: { kind: 'jets', count: 100 }, split: { train: 0.8, validation: 0.1, test: 0.1 } },
    search: { space },
  });
  return builderOf(parseConfig(text, 'codesign.json').search.space, {
    task: 'classification',
    inputShape,
    inputFormat: { signed: true, integer: 1, fraction: 6 },
    outputs: 3,
  });
};

/** Weights as a training leaves them: no bias 0, no batch norm as it began. */
function trained(weights: Weights): Weights {
  return Object.fromEntries(
    Object.entries(weights).map(([name, { shape, data }]) => [
      name,
      { shape, data: data.map((value, i) => (name.endsWith('kernel') ? value : value + 0.1 + (i % 5) / 20)) },
    ]),
  );
}

const samples = 20;
const inputs = (size: number) =>
  Float32Array.from({ length: samples * size }, (_, i) => (((i * 37) % 128) - 64) / 64);

/** Largest difference of the outputs of a network and of its parent, over the parent's largest output. */
function change(space: object, shape: number[], [from, to]: [Genotype, Genotype]): number {
  const build = builder(space, shape);
  const parent = build(from);
  const weights = trained(initialWeights(parent, 3));
  const network = build(to);
  const x = inputs(shape.reduce((a, b) => a * b));
  const before = predict(engine, { network: parent, weights, x, count: samples });
  const child = transferWeights({ network: parent, weights }, network, 4);
  const after = predict(engine, { network, weights: child, x, count: samples });
  const most = Math.max(...before.map(Math.abs));
  return Math.max(...after.map((value, at) => Math.abs(value - before[at]))) / most;
}

const mlp = { depth: 2, width1: 8, width2: 8, activation: 'relu', norm: 'none' };
const sets = {
  phiDepth: 1,
  phiWidth1: 8,
  bottleneck: 8,
  aggregation: 'mean',
  rhoDepth: 1,
  rhoWidth1: 8,
  activation: 'relu',
  norm: 'none',
};
const conv = {
  channels1: 4,
  kernel1: 3,
  stride1: 1,
  padding1: 'same',
  pooling1: 'max',
  block2: 'none',
  depth: 1,
  width1: 8,
  activation: 'relu',
  norm: 'none',
};
const convSpace = { family: 'convNet', blocks: [1, 2], kernels: [1, 3, 5], paddings: ['same', 'valid'] };

/** float32 sums in another order, because of padded widths. */
const rounding = 1e-5;

describe('a network with the weights of a relative', () => {
  test.each<[string, object, number[], [Genotype, Genotype]]>([
    ['the same network', {}, [6], [mlp, mlp]],
    ['a wider first layer', {}, [6], [mlp, { ...mlp, width1: 16 }]],
    ['a wider last layer', {}, [2, 3], [mlp, { ...mlp, width2: 32 }]],
    [
      'wider layers with batch norm',
      {},
      [6],
      [
        { ...mlp, norm: 'batch' },
        { ...mlp, norm: 'batch', width1: 16, width2: 16 },
      ],
    ],
    ['one more layer', {}, [6], [mlp, { ...mlp, depth: 3, width3: 8 }]],
    ['one more and wider layer', {}, [6], [mlp, { ...mlp, depth: 3, width3: 16 }]],
    ['a wider phi', { family: 'deepSets' }, [5, 3], [sets, { ...sets, phiWidth1: 16 }]],
    ['a wider bottleneck', { family: 'deepSets' }, [5, 3], [sets, { ...sets, bottleneck: 16 }]],
    ['one more layer of phi', { family: 'deepSets' }, [5, 3], [sets, { ...sets, phiDepth: 2, phiWidth2: 8 }]],
    ['one more layer of rho', { family: 'deepSets' }, [5, 3], [sets, { ...sets, rhoDepth: 2, rhoWidth2: 8 }]],
    ['more channels before a flatten', convSpace, [6, 6], [conv, { ...conv, channels1: 8 }]],
    ['a larger window with padding', convSpace, [6, 6], [conv, { ...conv, kernel1: 5 }]],
    [
      'one more block',
      convSpace,
      [6, 6],
      [
        conv,
        { ...conv, block2: 'conv', channels2: 4, kernel2: 3, stride2: 1, padding2: 'same', pooling2: 'none' },
      ],
    ],
  ])('%s computes the same', (_, space, shape, genotypes) => {
    expect(change(space, shape, genotypes)).toBeLessThan(rounding);
  });

  const seed = 20261124;
  test(`that only widens or deepens computes the same, whatever its widths (seed ${seed})`, () => {
    const width = fc.constantFrom(8, 16, 32, 64);
    const networks = fc.record({
      ...{ depth: fc.integer({ min: 1, max: 3 }), added: fc.integer({ min: 0, max: 1 }) },
      widths: fc.array(width, { minLength: 4, maxLength: 4 }),
      wider: fc.array(width, { minLength: 4, maxLength: 4 }),
      norm: fc.constantFrom('none', 'batch'),
    });
    const genes = (depth: number, widths: readonly number[], norm: string): Genotype => ({
      depth,
      ...Object.fromEntries(widths.slice(0, depth).map((units, index) => [`width${index + 1}`, units])),
      ...{ activation: 'relu', norm },
    });
    const property = fc.property(networks, ({ depth, added, widths, wider, norm }) => {
      // An added layer passes on what is before it: it has as many units at least, and batch norm would scale them.
      const deeper = norm === 'batch' ? 0 : added;
      const own = widths.map((units, index) => Math.max(units, wider[index]));
      if (deeper > 0) own[depth] = Math.max(own[depth], own[depth - 1]);
      const pair: [Genotype, Genotype] = [genes(depth, widths, norm), genes(depth + deeper, own, norm)];
      expect(change({ depth: [1, 4] }, [6], pair)).toBeLessThan(rounding);
    });
    fc.assert(property, { seed, numRuns: 40 });
  });

  test('with fewer units loses those that matter least', () => {
    const build = builder({}, [6]);
    const parent = build({ ...mlp, width1: 16 });
    const weights = trained(initialWeights(parent, 3));
    // Half of the units of the first layer are read by nobody.
    const kernel = weights['dense2/kernel'];
    const silenced = kernel.data.map((value, at) => (Math.floor(at / 8) % 2 === 0 ? 0 : value));
    const half = { ...weights, 'dense2/kernel': { shape: kernel.shape, data: silenced } };
    const network = build(mlp);
    const child = transferWeights({ network: parent, weights: half }, network, 4);
    const x = inputs(6);
    const before = predict(engine, { network: parent, weights: half, x, count: samples });
    const after = predict(engine, { network, weights: child, x, count: samples });
    after.forEach((value, at) => expect(value).toBeCloseTo(before[at], 5));
  });

  test('with one layer less keeps what comes before it and begins anew behind it', () => {
    const build = builder({}, [6]);
    const parent = build(mlp);
    const weights = trained(initialWeights(parent, 3));
    const network = build({ depth: 1, width1: 8, activation: 'relu', norm: 'none' });
    const child = transferWeights({ network: parent, weights }, network, 4);
    expect(child['dense1/kernel']).toEqual(weights['dense1/kernel']);
    expect(child['logits/kernel']).toEqual(initialWeights(network, 4)['logits/kernel']);
  });
});
