import { tensor } from './__fixtures__/networks';
import { magnitudeMasks } from './magnitudeMasks';

const weights = {
  'a/kernel': tensor([1, 3], [0.5, -0.1, 3]),
  'a/bias': tensor([3], [0, 0, 0]),
  'b/kernel': tensor([3, 1], [-0.2, 0.3, -4]),
  'b/bias': tensor([1], [0]),
};

describe('magnitudeMasks', () => {
  it('takes the smallest magnitudes of all kernels together, biases left out', () => {
    expect(magnitudeMasks(weights, {}, 0.5)).toEqual({
      'a/kernel': Uint8Array.of(1, 0, 1),
      'b/kernel': Uint8Array.of(0, 0, 1),
    });
  });

  it('takes its share of what is free: a half of 4 beside the 2 that are masked', () => {
    const masks = { 'a/kernel': Uint8Array.of(1, 1, 0), 'b/kernel': Uint8Array.of(1, 1, 0) };
    expect(magnitudeMasks(weights, masks, 0.5)).toEqual({
      'a/kernel': Uint8Array.of(1, 0, 0),
      'b/kernel': Uint8Array.of(0, 1, 0),
    });
    expect(masks['a/kernel']).toEqual(Uint8Array.of(1, 1, 0));
  });

  it('takes one weight at least, and leaves one', () => {
    const masked = (share: number, masks = {}) =>
      Object.values(magnitudeMasks(weights, masks, share)!).flatMap((mask) => [...mask]);
    expect(masked(0.01)).toEqual([1, 0, 1, 1, 1, 1]);
    expect(masked(0.99)).toEqual([0, 0, 0, 0, 0, 1]);
    const last = { 'a/kernel': new Uint8Array(3), 'b/kernel': Uint8Array.of(0, 0, 1) };
    expect(magnitudeMasks(weights, last, 0.5)).toBeUndefined();
  });
});
