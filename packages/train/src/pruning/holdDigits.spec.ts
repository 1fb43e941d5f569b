import { bits, layer, networkOf, tensor } from './__fixtures__/networks';
import { holdDigits } from './holdDigits';

const network = networkOf(
  [1],
  [layer('a', 'dense', ['input', { units: 3, weight: bits(true, 1, 2), bias: bits(true, 3, 6) }])],
);
const weights = { 'a/kernel': tensor([1, 3], [1.25, 1.3, -0.75]), 'a/bias': tensor([3], [0, 0, 0]) };

describe('holdDigits', () => {
  it('moves the weights beyond their limits and leaves the others as they are, not rounded', () => {
    // Integers 5, 5, -3 at a step of 1/4: 5 with one digit is 4, -3 is -2; the second may have two.
    const held = holdDigits(network, weights, { 'a/kernel': Uint8Array.of(1, 2, 1) });
    expect(Array.from(held['a/kernel'].data)).toEqual([1, Math.fround(1.3), -0.5]);
  });

  it('gives the same object back where every limit is kept', () => {
    expect(holdDigits(network, weights, { 'a/kernel': Uint8Array.of(2, 2, 2) })).toBe(weights);
    expect(holdDigits(network, weights)).toBe(weights);
  });
});
