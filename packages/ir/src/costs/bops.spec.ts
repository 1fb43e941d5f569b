import { bopsOf } from './bops';

describe('bopsOf', () => {
  const dense = { inputs: 4, outputs: 3, zeros: 0, weightBits: 6, activationBits: 8 };
  it.each([
    { shape: dense, bops: 12 * (48 + 6 + 8 + 2), why: 'm n (bw ba + bw + ba + log2 4)' },
    { shape: { ...dense, zeros: 6 }, bops: 12 * (24 + 6 + 8 + 2), why: 'half of the weights are zero' },
    { shape: { ...dense, zeros: 12 }, bops: 12 * (6 + 8 + 2), why: 'sums remain where all weights are zero' },
    { shape: { ...dense, inputs: 1 }, bops: 3 * (48 + 6 + 8), why: 'log2 1 = 0' },
    { shape: { ...dense, inputs: 0 }, bops: 0, why: 'no input, no operation' },
    {
      shape: { ...dense, weightBits: 32, activationBits: 32 },
      bops: 12 * (1024 + 64 + 2),
      why: 'floats at 32',
    },
  ])('$shape costs $bops: $why', ({ shape, bops }) => {
    expect(bopsOf(shape)).toBe(bops);
  });
});
