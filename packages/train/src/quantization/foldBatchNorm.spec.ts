import fc from 'fast-check';
import type { LayerNode, Network, Tensor, Weights } from '@nx-codesign/ir';
import { foldBatchNorm } from './foldBatchNorm';

const tensor = (shape: number[], data: number[]): Tensor => ({ shape, data: Float32Array.from(data) });
const layer = (name: string, kind: string, from: string, config: LayerNode['config'] = {}): LayerNode => ({
  name,
  kind,
  inputs: [from],
  config,
});
const networkOf = (layers: LayerNode[]): Network => ({
  name: 'n',
  input: { shape: [2], format: { signed: true, integer: 2, fraction: 4 } },
  layers,
  output: layers[layers.length - 1].name,
});

const network = networkOf([
  layer('hidden', 'dense', 'input', { units: 2 }),
  layer('norm', 'batchNorm', 'hidden', { epsilon: 0.25 }),
  layer('relu', 'activation', 'norm', { function: 'relu' }),
  layer('out', 'dense', 'relu', { units: 1 }),
]);
const weights: Weights = {
  'hidden/kernel': tensor([2, 2], [1, 2, 3, 4]),
  'hidden/bias': tensor([2], [1, -1]),
  'norm/gamma': tensor([2], [2, 3]),
  'norm/beta': tensor([2], [0.5, 0.25]),
  'norm/mean': tensor([2], [3, 1]),
  'norm/variance': tensor([2], [0.75, 2]),
  'out/kernel': tensor([2, 1], [1, 1]),
  'out/bias': tensor([1], [0]),
};

describe('foldBatchNorm', () => {
  const folded = foldBatchNorm(network, weights);

  it('scales columns and bias: s = 2/sqrt(0.75+0.25) = 2 and 3/sqrt(2+0.25) = 2', () => {
    expect(Array.from(folded.weights['hidden/kernel'].data)).toEqual([2, 4, 6, 8]);
    // (1 - 3) 2 + 0.5 and (-1 - 1) 2 + 0.25
    expect(Array.from(folded.weights['hidden/bias'].data)).toEqual([-3.5, -3.75]);
  });

  it('takes the layer and its tensors out and reads the dense layer instead', () => {
    expect(folded.network.layers.map(({ name, inputs }) => [name, inputs[0]])).toEqual([
      ['hidden', 'input'],
      ['relu', 'hidden'],
      ['out', 'relu'],
    ]);
    expect(Object.keys(folded.weights).sort()).toEqual([
      'hidden/bias',
      'hidden/kernel',
      'out/bias',
      'out/kernel',
    ]);
  });

  it('moves the output of a network that ends in a batch normalisation', () => {
    const ending = networkOf(network.layers.slice(0, 2));
    expect(foldBatchNorm(ending, weights).network.output).toBe('hidden');
  });

  it('leaves a network without batch normalisation as it is', () => {
    expect(foldBatchNorm(folded.network, folded.weights)).toEqual(folded);
  });

  it('computes what normalisation after the product computes (seed 7)', () => {
    const value = fc.integer({ min: -64, max: 64 }).map((integer) => integer / 16);
    fc.assert(
      fc.property(fc.array(value, { minLength: 12, maxLength: 12 }), value, value, (random, x0, x1) => {
        const [w00, w01, w10, w11, b0, b1, g0, g1, m0, m1, v0, v1] = random;
        const given: Weights = {
          ...weights,
          'hidden/kernel': tensor([2, 2], [w00, w01, w10, w11]),
          'hidden/bias': tensor([2], [b0, b1]),
          'norm/gamma': tensor([2], [g0, g1]),
          'norm/mean': tensor([2], [m0, m1]),
          'norm/variance': tensor([2], [Math.abs(v0), Math.abs(v1)]),
        };
        const { weights: result } = foldBatchNorm(network, given);
        const [k, b] = [result['hidden/kernel'].data, result['hidden/bias'].data];
        const expected = [
          ((x0 * w00 + x1 * w10 + b0 - m0) * g0) / Math.sqrt(Math.abs(v0) + 0.25) + 0.5,
          ((x0 * w01 + x1 * w11 + b1 - m1) * g1) / Math.sqrt(Math.abs(v1) + 0.25) + 0.25,
        ];
        expect(x0 * k[0] + x1 * k[2] + b[0]).toBeCloseTo(expected[0], 3);
        expect(x0 * k[1] + x1 * k[3] + b[1]).toBeCloseTo(expected[1], 3);
      }),
      { seed: 7 },
    );
  });

  it('refuses a batch normalisation that does not follow a dense layer', () => {
    const wrong = networkOf([
      layer('hidden', 'dense', 'input', { units: 2 }),
      layer('relu', 'activation', 'hidden', { function: 'relu' }),
      layer('norm', 'batchNorm', 'relu'),
    ]);
    expect(() => foldBatchNorm(wrong, weights)).toThrow(
      expect.objectContaining({
        code: 'quantization.fold',
        message: expect.stringContaining("'norm' reads 'relu'"),
      }),
    );
  });

  it('refuses a dense layer that has formats', () => {
    const weight = { signed: true, integer: 0, fraction: 5 };
    const wrong = networkOf([
      layer('hidden', 'dense', 'input', { units: 2, weight }),
      layer('norm', 'batchNorm', 'hidden'),
    ]);
    expect(() => foldBatchNorm(wrong, weights)).toThrow(
      expect.objectContaining({ code: 'quantization.fold' }),
    );
  });
});
