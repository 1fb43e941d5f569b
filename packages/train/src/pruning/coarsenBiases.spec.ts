import { bits, layer, networkOf } from './__fixtures__/networks';
import { coarsenBiases } from './coarsenBiases';

const weight = bits(true, 1, 3);
const biasesOf = (output: object, bias: object) => {
  const network = networkOf(
    [1],
    [
      layer('a', 'dense', ['input', { units: 2, weight, bias: bits(true, 3, 7), output }]),
      layer('b', 'dense', ['a', { units: 2, weight, bias }]),
    ],
  );
  return coarsenBiases(network).layers.map(({ config }) => config.bias);
};

describe('coarsenBiases', () => {
  // The input has 4 bits after the point, so the sums of a have 7; those of b as many as its finest channel and 3 more.
  it.each([
    ['too fine', bits(true, 2, 1), bits(true, 3, 6), bits(true, 3, 4)],
    [
      'as fine as the finest channel allows',
      [bits(true, 2, 1), bits(true, 2, 3)],
      bits(true, 3, 6),
      bits(true, 3, 6),
    ],
    ['coarser', bits(true, 2, 4), bits(true, 3, 2), bits(true, 3, 2)],
    [
      'too fine in one channel',
      bits(true, 2, 1),
      [bits(true, 3, 4), bits(true, 3, 5)],
      [bits(true, 3, 4), bits(true, 3, 4)],
    ],
  ])('gives a bias that is %s the fraction that its sums have', (_, output, bias, expected) => {
    expect(biasesOf(output, bias)).toEqual([bits(true, 3, 7), expected]);
  });
});
