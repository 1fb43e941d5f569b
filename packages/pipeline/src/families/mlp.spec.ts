import { checkNetwork, weightShapes } from '@nx-codesign/ir';
import { checkSpace, createRandom } from '@nx-codesign/search';
import { parseConfig } from '../config/parse';
import { testConfig } from '../__fixtures__/testStudy';
import { mlpFamily, mlpName } from './mlp';

const { space } = parseConfig(JSON.stringify(testConfig), 'codesign.json').search;
const frame = {
  inputShape: [4, 4],
  inputFormat: { signed: false, integer: 0, fraction: 4 },
  classes: 3,
};
const family = mlpFamily({ ...space, depth: [0, 3], norms: ['none', 'batch'] }, frame);

describe('the family mlp', () => {
  test('a genotype becomes flatten, dense, norm and activation per hidden layer, and the logits', () => {
    const network = family.build({ depth: 2, width1: 6, width2: 4, activation: 'tanh', norm: 'batch' });
    expect(network.name).toBe('mlp_6_4_3');
    expect(network.layers.map(({ name, kind, inputs }) => [name, kind, ...inputs])).toEqual([
      ['flatten', 'flatten', 'input'],
      ['dense1', 'dense', 'flatten'],
      ['norm1', 'batchNorm', 'dense1'],
      ['tanh1', 'activation', 'norm1'],
      ['dense2', 'dense', 'tanh1'],
      ['norm2', 'batchNorm', 'dense2'],
      ['tanh2', 'activation', 'norm2'],
      ['logits', 'dense', 'tanh2'],
    ]);
    expect(weightShapes(network)).toMatchObject({
      'dense1/kernel': [16, 6],
      'dense2/kernel': [6, 4],
      'logits/kernel': [4, 3],
    });
    expect(mlpName(network)).toBe('mlp_6_4_3');
  });

  test('without hidden layers only the logits are left, and no gene but the depth', () => {
    expect(family.build({ depth: 0 }).layers.map(({ name }) => name)).toEqual(['flatten', 'logits']);
  });

  test.each<[number, number]>([
    [0, 0],
    [0, 1],
    [2, 2],
  ])('depths %i to %i make a space that samplers take', (low, high) => {
    checkSpace(mlpFamily({ ...space, depth: [low, high] }, frame).space);
  });

  test('flat inputs need no flatten', () => {
    const flat = mlpFamily(space, { ...frame, inputShape: [16] });
    expect(flat.build({ depth: 1, width1: 4, activation: 'relu', norm: 'none' }).layers[0].inputs).toEqual([
      'input',
    ]);
  });

  test('every genotype of the space builds a valid network (100 random ones, seed 7)', () => {
    checkSpace(family.space);
    const genotypes = createRandom({ space: family.space, seed: 7 }).ask(100);
    expect(genotypes).toHaveLength(100);
    for (const genotype of genotypes) checkNetwork(family.build(genotype));
  });

  test('a width is a gene only where the depth reaches it, so no two genotypes build one network', () => {
    const genotypes = createRandom({ space: family.space, seed: 7 }).ask(100);
    for (const genotype of genotypes) {
      const widths = Object.keys(genotype).filter((gene) => gene.startsWith('width'));
      expect(widths).toHaveLength(Number(genotype['depth']));
    }
    const networks = genotypes.map((genotype) => JSON.stringify(family.build(genotype)));
    expect(new Set(networks).size).toBe(100);
  });
});
