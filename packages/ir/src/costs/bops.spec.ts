import { bopsOf } from './bops';

/** Twelve weights, the first `zeros` of them 0. */
const shape = (zeros: number, positions = 1) => ({
  inputs: 4,
  outputs: 3,
  positions,
  weights: Array.from({ length: 12 }, (_, i) => (i < zeros ? 0 : 0.5)),
});
const widths = { weightBits: [6], activationBits: [8] };

describe('bopsOf', () => {
  it.each([
    { layer: shape(0), bops: 12 * (48 + 6 + 8 + 2), why: 'm n (bw ba + bw + ba + log2 4)' },
    { layer: shape(6), bops: 12 * (24 + 6 + 8 + 2), why: 'half of the weights are zero' },
    { layer: shape(12), bops: 12 * (6 + 8 + 2), why: 'sums remain where all weights are zero' },
    { layer: shape(0, 49), bops: 49 * 12 * (48 + 6 + 8 + 2), why: 'the same matrix at 49 positions' },
    { layer: { ...shape(0), inputs: 1 }, bops: 3 * (48 + 6 + 8), why: 'log2 1 = 0' },
    { layer: { ...shape(0), inputs: 0 }, bops: 0, why: 'no input, no operation' },
    {
      layer: { ...shape(0), inputs: 3 },
      bops: 9 * (48 + 6 + 8) + 14.26464,
      why: '9 log2 3, log2 3 = 1.58496',
    },
  ])('$layer.inputs x $layer.outputs cost $bops: $why', ({ layer, bops }) => {
    expect(bopsOf(layer, widths)).toBeCloseTo(bops, 6);
  });

  it('counts floats at 32 bits', () => {
    expect(bopsOf(shape(0), { weightBits: [32], activationBits: [32] })).toBe(12 * (1024 + 64 + 2));
  });

  it('counts each product at the widths of its channels', () => {
    // Inputs 0 and 2 have 3 bits, 1 and 3 have 5; outputs 2, 4 and 0 bits; weight (0, 0) is zero.
    const bops = bopsOf(shape(1), { weightBits: [2, 4, 0], activationBits: [3, 5] });
    const products = 2 * (3 * 2 + 3 * 4) + 2 * (5 * 2 + 5 * 4) - 3 * 2;
    expect(bops).toBe(products + 4 * (2 + 4 + 0) + 3 * (3 + 5 + 3 + 5) + 12 * 2);
  });
});
