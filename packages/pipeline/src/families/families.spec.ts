import { checkNetwork, weightShapes, type Network } from '@nx-codesign/ir';
import { canonicalGenotype, checkSpace, createRandom, type Genotype } from '@nx-codesign/search';
import { parseConfig } from '../config/parse';
import {
  builderOf,
  checkInputs,
  families,
  familyOf,
  networkName,
  spaceKeyOf,
  spaceOf,
  type NetworkFrame,
} from '.';

/** What `search` becomes with its defaults. */
const searchOf = (space: object, assume: object = {}) =>
  parseConfig(
    JSON.stringify({
      dataset: { source: { kind: 'jets', count: 100 }, split: { train: 0.8, validation: 0.1, test: 0.1 } },
      search: { space, assume },
    }),
    'codesign.json',
  ).search;
const spaceConfig = (space: object) => searchOf(space).space;

const inputFormat = { signed: false, integer: 0, fraction: 4 };
const frame = (inputShape: number[], task: NetworkFrame['task'] = 'classification'): NetworkFrame => ({
  task,
  inputShape,
  inputFormat,
  outputs: task === 'classification' ? 3 : 2,
});

/** A rich space of each family, and inputs that it takes. */
const examples = [
  {
    space: { family: 'mlp', depth: [0, 3], dropouts: [0, 0.1], activations: ['relu', 'gelu'] },
    inputs: [[16], [4, 4], [4, 4, 2]],
  },
  {
    space: { family: 'mlp', depth: [1, 3], layerWidths: [[4, 5], [6]], styles: 'layer', dropouts: [0, 0.1] },
    inputs: [[16]],
  },
  {
    space: { family: 'deepSets', phiDepth: [0, 2], rhoDepth: [0, 2], aggregations: ['mean', 'max', 'sum'] },
    inputs: [
      [8, 3],
      [5, 2],
    ],
  },
  { space: { family: 'deepSets', styles: 'layer' }, inputs: [[8, 3]] },
  {
    space: {
      family: 'deepSets',
      phiWidths: { low: 4, high: 40, step: 4 },
      bottlenecks: { low: 2, high: 32, log: true },
      rhoWidths: { low: 3, high: 9 },
    },
    inputs: [[8, 3]],
  },
  { space: { family: 'mlp', depth: [1, 2], widths: { low: 2, high: 64, log: true } }, inputs: [[16]] },
  {
    space: { family: 'convNet', channels: { low: 2, high: 6 }, widths: { low: 4, high: 6 } },
    inputs: [[6, 6]],
  },
  {
    space: {
      family: 'convNet',
      blocks: [1, 4],
      kernels: [1, 3, 5],
      strides: [1, 2],
      paddings: ['valid', 'same'],
      poolings: ['none', 'max', 'average'],
      styles: 'layer',
    },
    // Smaller than the largest windows of the space after a block or two.
    inputs: [
      [11, 11, 1],
      [6, 9, 2],
      [4, 4],
      [1, 3],
    ],
  },
] as const;
const cases = examples.flatMap(({ space, inputs }) =>
  inputs.flatMap((shape) =>
    (['classification', 'regression'] as const).map((task) => ({ space, shape: [...shape], task })),
  ),
);

/** A network's structure with the names of its layers replaced by their places. */
function structureOf({ layers }: Network): string {
  const place = (name: string) => layers.findIndex((layer) => layer.name === name);
  return JSON.stringify(layers.map(({ kind, inputs, config }) => [kind, inputs.map(place), config]));
}

describe('every family', () => {
  test('has an example here', () => {
    expect(new Set(examples.map(({ space }) => space.family))).toEqual(new Set(Object.keys(families)));
  });

  test.each(cases)(
    '$space.family on inputs $shape, $task: a genotype is a valid network of its task (30 random ones, seed 7)',
    ({ space, shape, task }) => {
      const config = spaceConfig(space);
      checkSpace(spaceOf(searchOf(space)));
      const build = builderOf(config, frame(shape, task));
      const genotypes = createRandom({ space: spaceOf(searchOf(space)), seed: 7 }).ask(30);
      expect(genotypes.length).toBeGreaterThan(10);
      for (const genotype of genotypes) {
        const network = build(genotype);
        checkNetwork(network);
        const { output } = network;
        expect(output).toBe(task === 'classification' ? 'logits' : 'head');
        expect(weightShapes(network)[`${output}/bias`]).toEqual([task === 'classification' ? 3 : 2]);
        expect(network.name).toMatch(new RegExp(`^${space.family}(_\\d+)+$`));
        expect(networkName(network)).toBe(network.name);
      }
    },
  );

  test.each(cases)(
    '$space.family on inputs $shape, $task: networks that compute alike are named alike, so they are one trial',
    ({ space, shape, task }) => {
      const config = spaceConfig(space);
      const build = builderOf(config, frame(shape, task));
      const networks = createRandom({ space: spaceOf(searchOf(space)), seed: 8 })
        .ask(200)
        .map(build);
      const texts = networks.map((network) => JSON.stringify(network));
      expect(new Set(networks.map(structureOf)).size).toBe(new Set(texts).size);
    },
  );

  test.each(examples)('$space.family: every gene names a key of its space, for errors', ({ space }) => {
    const config = spaceConfig(space) as Readonly<Record<string, unknown>>;
    const keyOf = spaceKeyOf(searchOf(space));
    for (const gene of Object.keys(spaceOf(searchOf(space)))) {
      const [, key] = /^search\.space\.(\w+)$/.exec(keyOf(gene)) ?? [];
      expect([gene, key === undefined ? undefined : key in config]).toEqual([gene, true]);
    }
  });

  test.each([
    { family: 'deepSets', shape: [24], wanted: '[particles, features]' },
    { family: 'deepSets', shape: [8, 8, 3], wanted: '[particles, features]' },
    { family: 'convNet', shape: [24], wanted: '[height, width] or [height, width, channels]' },
    { family: 'convNet', shape: [2, 8, 8, 3], wanted: '[height, width] or [height, width, channels]' },
  ])('$family refuses inputs $shape and says what it needs', ({ family, shape, wanted }) => {
    expect(() => checkInputs(spaceConfig({ family }), shape)).toThrow(
      expect.objectContaining({ code: 'family.inputs', message: expect.stringContaining(wanted) }),
    );
  });
});

describe('the positions that the first layers share', () => {
  test.each([
    { family: 'mlp', shape: [8, 3], positions: 1, why: 'all is flattened' },
    { family: 'deepSets', shape: [8, 3], positions: 8, why: 'particles' },
    { family: 'convNet', shape: [11, 10], positions: 110, why: 'pixels' },
    { family: 'convNet', shape: [4, 3, 2], positions: 12, why: 'pixels of two channels' },
  ])('of $family for $shape are $positions: $why', ({ family, shape, positions }) => {
    expect(familyOf(spaceConfig({ family })).sharedPositions(shape)).toBe(positions);
  });
});

describe('the layers of', () => {
  const layersOf = (space: object, genotype: Genotype, shape: number[]) => {
    const config = spaceConfig(space);
    const network = builderOf(config, frame(shape))(canonicalGenotype(spaceOf(searchOf(space)), genotype));
    return {
      name: network.name,
      layers: network.layers.map(({ name, kind, inputs }) => [name, kind, ...inputs].join(' ')),
      network,
    };
  };

  test('mlp: flatten, then dense, norm, activation and dropout per hidden layer, and the logits', () => {
    const { name, layers, network } = layersOf(
      { widths: [6, 4], activations: ['tanh'], dropouts: [0, 0.2] },
      { depth: 2, width1: 6, width2: 4, activation: 'tanh', norm: 'batch', dropout: 0.2 },
      [4, 4],
    );
    expect(name).toBe('mlp_6_4_3');
    expect(layers).toEqual([
      'flatten flatten input',
      'dense1 dense flatten',
      'norm1 batchNorm dense1',
      'tanh1 activation norm1',
      'dropout1 dropout tanh1',
      'dense2 dense dropout1',
      'norm2 batchNorm dense2',
      'tanh2 activation norm2',
      'dropout2 dropout tanh2',
      'logits dense dropout2',
    ]);
    expect(weightShapes(network)).toMatchObject({ 'dense1/kernel': [16, 6], 'logits/kernel': [4, 3] });
  });

  test('mlp without hidden layers: the logits of flat inputs, and no gene but the depth', () => {
    expect(layersOf({ depth: [0, 1] }, { depth: 0 }, [16]).layers).toEqual(['logits dense input']);
  });

  test('deepSets: phi on each particle, the aggregation, rho', () => {
    const { name, layers, network } = layersOf(
      { family: 'deepSets' },
      {
        phiDepth: 1,
        phiWidth1: 64,
        bottleneck: 32,
        aggregation: 'mean',
        rhoDepth: 1,
        rhoWidth1: 16,
        activation: 'relu',
        norm: 'batch',
      },
      [8, 3],
    );
    expect(name).toBe('deepSets_64_32_16_3');
    expect(layers).toEqual([
      'phi1 dense input',
      'phiNorm1 batchNorm phi1',
      'phiRelu1 activation phiNorm1',
      'bottleneck dense phiRelu1',
      'bottleneckNorm batchNorm bottleneck',
      'bottleneckRelu activation bottleneckNorm',
      'aggregate aggregate bottleneckRelu',
      'rho1 dense aggregate',
      'rhoNorm1 batchNorm rho1',
      'rhoRelu1 activation rhoNorm1',
      'logits dense rhoRelu1',
    ]);
    expect(weightShapes(network)).toMatchObject({ 'phi1/kernel': [3, 64], 'rho1/kernel': [32, 16] });
  });

  test('convNet: a missing block leaves no trace, and windows that do not fit get padding', () => {
    const { name, layers, network } = layersOf(
      { family: 'convNet', kernels: [3, 5], blocks: [1, 3] },
      {
        channels1: 8,
        kernel1: 3,
        stride1: 1,
        padding1: 'valid',
        pooling1: 'max',
        block2: 'none',
        block3: 'conv',
        channels3: 4,
        kernel3: 5,
        stride3: 1,
        padding3: 'valid',
        pooling3: 'none',
        depth: 0,
        activation: 'relu',
        norm: 'none',
      },
      [11, 11],
    );
    expect(name).toBe('convNet_8_4_3');
    expect(network.input.shape).toEqual([11, 11, 1]);
    expect(layers).toEqual([
      'conv1 conv2d input',
      'convRelu1 activation conv1',
      'pool1 pool convRelu1',
      'conv2 conv2d pool1',
      'convRelu2 activation conv2',
      'flatten flatten convRelu2',
      'logits dense flatten',
    ]);
    // 11 x 11 to 9 x 9, pooled to 4 x 4, which 5 x 5 windows fit only with padding.
    expect(weightShapes(network)).toMatchObject({
      'conv1/kernel': [9, 8],
      'conv2/kernel': [25 * 8, 4],
      'logits/kernel': [4 * 4 * 4, 3],
    });
  });
});
