import { createRandom, type Genotype } from '@nx-codesign/search';
import { parseConfig } from '../config/parse';
import { builderOf, spaceKeyOf, spaceOf } from '../families';
import { shortHash } from '../trials/seeds';
import { trialKey } from '../trials/trialKey';
import { isPrecisionSearched } from './precisionGenes';
import { precisionOf } from './precisionOf';

const searchOf = (space: object, assume: object) =>
  parseConfig(
    JSON.stringify({
      dataset: { source: { kind: 'jets', count: 100 }, split: { train: 0.8, validation: 0.1, test: 0.1 } },
      search: { space, assume },
    }),
    'codesign.json',
  ).search;

const frame = {
  task: 'regression' as const,
  inputShape: [6, 4],
  inputFormat: { signed: false, integer: 0, fraction: 4 },
  outputs: 2,
};
const searched = { weightBits: [4, 6], weightBitsPer: 'layer', activationBits: [3, 5], sparsity: [0, 0.5] };

const precisionGenesOf = (search: ReturnType<typeof searchOf>) =>
  Object.entries(spaceOf(search)).filter(([gene]) => spaceKeyOf(search)(gene).startsWith('search.assume.'));

describe('numbers of search.assume', () => {
  test('that are not lists are no genes, and every network has them', () => {
    const search = searchOf({}, { weightBits: 5, activationBits: 7, sparsity: 0.25 });
    expect(precisionGenesOf(search)).toEqual([]);
    expect(isPrecisionSearched(search.assume)).toBe(false);
    const genotype = { depth: 1, width1: 8, activation: 'relu', norm: 'none' };
    const network = builderOf(search.space, frame)(genotype);
    expect(precisionOf(search, genotype, network)).toEqual({
      weightBits: 5,
      activationBits: 7,
      sparsity: 0.25,
    });
  });

  test('that are lists are genes of the whole network; of activations where there are hidden layers', () => {
    const search = searchOf(
      { depth: [0, 2] },
      { weightBits: [4, 6], activationBits: [3, 5], sparsity: [0.5] },
    );
    expect(isPrecisionSearched(search.assume)).toBe(true);
    expect(Object.fromEntries(precisionGenesOf(search))).toEqual({
      weightBits: { kind: 'categorical', choices: [4, 6] },
      activationBits: { kind: 'categorical', choices: [3, 5], when: { parameter: 'depth', atLeast: 1 } },
      sparsity: { kind: 'categorical', choices: [0.5] },
    });
  });
});

describe.each([
  [{ family: 'mlp', depth: [0, 3] }],
  [{ family: 'deepSets', phiDepth: [0, 2], rhoDepth: [0, 2] }],
  [{ family: 'convNet', blocks: [1, 3], depth: [0, 2] }],
])('widths per layer in %j', (space) => {
  const search = searchOf(space, searched);
  const build = builderOf(search.space, frame);
  const genotypes = createRandom({ space: spaceOf(search), seed: 5 }).ask(60);

  test('are one gene for each layer with weights that a network has (60 random ones, seed 5)', () => {
    for (const genotype of genotypes) {
      const network = build(genotype);
      const { weightBits } = precisionOf(search, genotype, network);
      const layers = network.layers.filter(({ kind }) => kind === 'dense' || kind === 'conv2d');
      expect(Object.keys(weightBits)).toEqual(layers.map(({ name }) => name));
      const genes = Object.keys(genotype).filter((gene) => gene.startsWith('weightBits_'));
      expect(genes).toHaveLength(layers.length);
      // Each layer has the width of its own gene: the genes stand in the order of the layers.
      expect(Object.values(weightBits)).toEqual(genes.map((gene) => genotype[gene]));
    }
  });
});

describe('two genotypes of one network', () => {
  const search = searchOf({ family: 'convNet', blocks: [1, 3], depth: [0, 0] }, searched);
  const build = builderOf(search.space, frame);
  const keyOf = (genotype: Genotype) => trialKey({ genotype, network: shortHash(build(genotype)) });
  const block = (index: number, bits: number) => ({
    ...{
      [`channels${index}`]: 4,
      [`kernel${index}`]: 1,
      [`stride${index}`]: 1,
      [`padding${index}`]: 'valid',
    },
    ...{ [`pooling${index}`]: 'none', [`weightBits_conv${index}`]: bits },
  });
  const rest = (sparsity: number) => ({
    ...{ depth: 0, activation: 'relu', norm: 'none' },
    ...{ weightBits_output: 6, activationBits: 3, sparsity },
  });
  const first = { ...block(1, 4), block2: 'conv', ...block(2, 6), block3: 'none', ...rest(0) };

  test('are one trial if they have the same widths, whatever the numbers of their blocks', () => {
    const other = { ...block(1, 4), block2: 'none', block3: 'conv', ...block(3, 6), ...rest(0) };
    expect(keyOf(other)).toBe(keyOf(first));
  });

  test.each([
    ['another width of a layer', { ...first, weightBits_conv2: 4 }],
    ['another width of the output', { ...first, weightBits_output: 4 }],
    ['another width of activations', { ...first, activationBits: 5 }],
    ['another sparsity', { ...first, sparsity: 0.5 }],
  ])('are two trials if they have %s', (_, other) => {
    expect(build(other)).toEqual(build(first));
    expect(keyOf(other)).not.toBe(keyOf(first));
  });
});
