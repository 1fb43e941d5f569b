import type { Weights } from '@nx-codesign/ir';
import { layer, networkOf, tensor } from './__fixtures__/networks';
import { compensateRemoval } from './compensateRemoval';

const network = networkOf(
  [1],
  [
    layer('a', 'dense', ['input', { units: 2 }]),
    layer('b', 'dense', ['a', { units: 2 }]),
    layer('c', 'dense', ['b', { units: 1 }]),
  ],
);
const weights: Weights = {
  'a/kernel': tensor([1, 2], [1, 2]),
  'a/bias': tensor([2], [3, 4]),
  'b/kernel': tensor([2, 2], [10, 11, 12, 13]),
  'b/bias': tensor([2], [16, 17]),
  'c/kernel': tensor([2, 1], [1, 1]),
  'c/bias': tensor([1], [0]),
};

describe('compensateRemoval', () => {
  it('adds the removed units at their means: 16 + 0.5 * 12 and 17 + 0.5 * 13', () => {
    const means = { b: Float64Array.of(100, 0.5), c: Float64Array.of(100, 100) };
    const compensated = compensateRemoval({ network, weights }, { kept: { a: [0] }, means });
    expect(Array.from(compensated['b/bias'].data)).toEqual([22, 23.5]);
    expect({ ...compensated, 'b/bias': weights['b/bias'] }).toEqual(weights);
  });

  it('adds a removed channel once per window position that reads it', () => {
    const convolutions = networkOf(
      [4, 1],
      [
        layer('a', 'conv1d', ['input', { filters: 2, size: 1 }]),
        layer('b', 'conv1d', ['a', { filters: 1, size: 2 }]),
      ],
    );
    const given: Weights = {
      'a/kernel': tensor([1, 2], [1, 2]),
      'a/bias': tensor([2], [3, 4]),
      'b/kernel': tensor([4, 1], [5, 6, 7, 8]),
      'b/bias': tensor([1], [1]),
    };
    // Channel 1 is row 1 (position 0) and row 3 (position 1): 1 + 0.5 * 6 + 0.5 * 8.
    const means = { b: Float64Array.of(100, 0.5) };
    const compensated = compensateRemoval(
      { network: convolutions, weights: given },
      { kept: { a: [0] }, means },
    );
    expect(Array.from(compensated['b/bias'].data)).toEqual([8]);
  });
});
