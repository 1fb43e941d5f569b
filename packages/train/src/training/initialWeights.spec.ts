import type { Network } from '@nx-codesign/ir';
import { initialWeights } from './initialWeights';

const network: Network = {
  name: 'n',
  input: { shape: [50], format: { signed: false, integer: 0, fraction: 8 } },
  layers: [
    { name: 'a', kind: 'dense', inputs: ['input'], config: { units: 40 } },
    { name: 'b', kind: 'batchNorm', inputs: ['a'], config: {} },
    { name: 'c', kind: 'activation', inputs: ['b'], config: { function: 'relu' } },
    { name: 'd', kind: 'dense', inputs: ['c'], config: { units: 30 } },
    { name: 'e', kind: 'activation', inputs: ['d'], config: { function: 'tanh' } },
    { name: 'f', kind: 'dense', inputs: ['e'], config: { units: 20 } },
  ],
  output: 'f',
};

describe('initial weights', () => {
  const weights = initialWeights(network, 7);
  const sizes = (tensor: string) => [...weights[tensor].data].map(Math.abs);
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

  it.each([
    { tensor: 'a/kernel', why: 'a relu follows behind the norm: 6 / inputs', bound: Math.sqrt(6 / 50) },
    { tensor: 'd/kernel', why: 'tanh follows: 6 / (inputs + outputs)', bound: Math.sqrt(6 / 70) },
    { tensor: 'f/kernel', why: 'the outputs follow: 6 / (inputs + outputs)', bound: Math.sqrt(6 / 50) },
  ])('$tensor is uniform: $why', ({ tensor, bound }) => {
    expect(Math.max(...sizes(tensor))).toBeLessThanOrEqual(bound);
    expect(Math.max(...sizes(tensor))).toBeGreaterThan(0.98 * bound);
    expect(mean(sizes(tensor))).toBeCloseTo(bound / 2, 1);
    expect(Math.abs(mean([...weights[tensor].data]))).toBeLessThan(0.05 * bound);
  });

  it.each([
    { tensor: 'a/bias', value: 0 },
    { tensor: 'b/gamma', value: 1 },
    { tensor: 'b/beta', value: 0 },
    { tensor: 'b/mean', value: 0 },
    { tensor: 'b/variance', value: 1 },
  ])('$tensor is all $value', ({ tensor, value }) => {
    expect(new Set(weights[tensor].data)).toEqual(new Set([value]));
  });

  it('are the same for the same seed and others for another', () => {
    expect(initialWeights(network, 7)).toEqual(weights);
    expect(initialWeights(network, 8)).not.toEqual(weights);
  });

  it('draw kernels apart from each other', () => {
    expect(weights['a/kernel'].data.slice(0, 20)).not.toEqual(weights['d/kernel'].data.slice(0, 20));
  });
});
