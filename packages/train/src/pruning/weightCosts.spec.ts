import { bits, layer, networkOf, tensor } from './__fixtures__/networks';
import { weightCosts } from './weightCosts';

const formats = { weight: bits(true, 3, 0), bias: bits(true, 3, 0) };
const weights = {
  'a/kernel': tensor([2, 3], [0, 1, 3, 7, -6, 5]),
  'a/bias': tensor([3], [0, 0, 0]),
};

describe('weightCosts', () => {
  it.each([
    // 3 = 4 - 1, 7 = 8 - 1, -6 = -8 + 2, 5 = 4 + 1
    ['a dense layer', [2], 1],
    ['three positions', [3, 2], 3],
  ])('are the signed digits times the bits of the input, by hand for %s', (_, shape, positions) => {
    const network = {
      ...networkOf(shape, [layer('a', 'dense', ['input', { units: 3, ...formats }])]),
      input: { shape, format: bits(false, 2, 0) },
    };
    const { data, columns } = weightCosts(network, weights)['a/kernel'];
    expect(columns).toBe(3);
    expect(Array.from(data)).toEqual([0, 2, 4, 4, 4, 4].map((cost) => cost * positions));
  });

  it('are the multiplications of a float network', () => {
    const network = networkOf([3, 2], [layer('a', 'dense', ['input', { units: 3 }])]);
    expect(Array.from(weightCosts(network, weights)['a/kernel'].data)).toEqual([3, 3, 3, 3, 3, 3]);
  });
});
