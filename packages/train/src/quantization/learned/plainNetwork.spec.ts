import type { Network, Weights } from '@nx-codesign/ir';
import { deadIntegers, type LearnedWidths } from '../../engines/wasm';
import { plainNetwork } from './plainNetwork';

const any = { signed: true, integer: 3, fraction: 8 };
const network: Network = {
  name: 'n',
  input: { shape: [2], format: { signed: true, integer: 1, fraction: 2 } },
  layers: [
    { name: 'a', kind: 'dense', inputs: ['input'], config: { units: 2, weight: any } },
    { name: 'r', kind: 'activation', inputs: ['a'], config: { function: 'relu', output: any } },
    { name: 'b', kind: 'dense', inputs: ['r'], config: { units: 1, weight: any } },
  ],
  output: 'b',
};
const tensor = (shape: number[], data: number[]) => ({ shape, data: Float32Array.from(data) });
const weights: Weights = {
  'a/kernel': tensor([2, 2], [0.6, 0.3, -1.2, 0.1]),
  'a/bias': tensor([2], [0.3, -0.1]),
  'b/kernel': tensor([2, 1], [0.9, 5]),
  'b/bias': tensor([1], [1]),
};
const widths: LearnedWidths = {
  kernels: { 'a/kernel': Float32Array.of(1, 3, 0.4, 2), 'b/kernel': Float32Array.of(0.6, -1) },
  values: {
    r: { signed: false, fractions: Float32Array.of(2.4, 7), integers: Int32Array.of(1, deadIntegers) },
  },
};

describe('plainNetwork', () => {
  const plain = plainNetwork(network, weights, widths);
  const configs = Object.fromEntries(plain.network.layers.map(({ name, config }) => [name, config]));

  it('rounds each weight to its own step: 1/2, 1/8, 1, 1/4 and 1/2, 2', () => {
    expect([...plain.weights['a/kernel'].data]).toEqual([0.5, 0.25, -1, 0]);
    expect([...plain.weights['b/kernel'].data]).toEqual([1, 6]);
  });

  it('gives a kernel the coarsest grid that holds all its weights', () => {
    expect(configs['a'].weight).toEqual({ signed: true, integer: 1, fraction: 2 });
    // 1 and 6 are whole and below 8.
    expect(configs['b'].weight).toEqual({ signed: true, integer: 3, fraction: 0 });
  });

  it('gives each channel its format, none to the dead', () => {
    expect(configs['r'].output).toEqual([
      { signed: false, integer: 1, fraction: 2 },
      { signed: false, integer: 0, fraction: 0 },
    ]);
  });

  it('rounds biases to the fraction of their sums', () => {
    // Fractions 2 + 2 and, of the live channel, 2 + 0.
    expect(configs['a'].bias).toEqual({ signed: true, integer: 0, fraction: 4 });
    expect([...plain.weights['a/bias'].data]).toEqual([0.3125, -0.125]);
    expect(configs['b'].bias).toEqual({ signed: true, integer: 1, fraction: 2 });
    expect([...plain.weights['b/bias'].data]).toEqual([1]);
  });
});
