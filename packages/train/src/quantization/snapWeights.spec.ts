import { lower, type Network, type Weights } from '@nx-codesign/ir';
import { snapWeights } from './snapWeights';

const quarter = { signed: true, integer: 0, fraction: 2 };
const network: Network = {
  name: 'n',
  input: { shape: [2], format: { signed: false, integer: 0, fraction: 1 } },
  layers: [
    {
      name: 'a',
      kind: 'dense',
      inputs: ['input'],
      config: { units: 3, weight: quarter, bias: { ...quarter, fraction: 3 } },
    },
    { name: 'b', kind: 'dense', inputs: ['a'], config: { units: 1 } },
  ],
  output: 'b',
};
const weights: Weights = {
  'a/kernel': { shape: [2, 3], data: Float32Array.from([0.125, -0.125, -0.1251, 2, -3, 0.3]) },
  'a/bias': { shape: [3], data: Float32Array.from([0.0625, -0.0625, 0.99]) },
  'b/kernel': { shape: [3, 1], data: Float32Array.from([0.1, 0.2, 0.3]) },
  'b/bias': { shape: [1], data: Float32Array.from([0.4]) },
};

describe('snapWeights', () => {
  const snapped = snapWeights(network, weights);

  it('rounds ties up, also below zero, and saturates at -1 and 3/4', () => {
    expect(Array.from(snapped['a/kernel'].data)).toEqual([0.25, 0, -0.25, 0.75, -1, 0.25]);
  });

  it('rounds a bias onto its own format', () => {
    expect(Array.from(snapped['a/bias'].data)).toEqual([0.125, 0, 0.875]);
  });

  it('leaves tensors without a format', () => {
    expect(snapped['b/kernel']).toEqual(weights['b/kernel']);
  });

  it('saturates a bias of more than 24 bits on its grid, at the largest float32 that the format holds', () => {
    const wide = { signed: true, integer: 23, fraction: 3 };
    const [layer] = network.layers;
    const only = { ...network, layers: [{ ...layer, config: { ...layer.config, bias: wide } }], output: 'a' };
    const { 'a/kernel': kernel } = weights;
    const bias = { shape: [3], data: Float32Array.from([2 ** 23, -(2 ** 24), 2 ** 23 - 1]) };
    const snappedWide = snapWeights(only, { 'a/kernel': kernel, 'a/bias': bias });
    // The format ends at 2^23 - 2^-3, which float32 rounds to 2^23; its step there is 1/2.
    expect(Array.from(snappedWide['a/bias'].data)).toEqual([2 ** 23 - 0.5, -(2 ** 23), 2 ** 23 - 1]);
    expect(() => lower(only, snappedWide)).not.toThrow();
  });

  it('changes nothing the second time', () => {
    expect(snapWeights(network, snapped)).toEqual(snapped);
  });
});
