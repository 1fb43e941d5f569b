import type { Fixed } from '../fixed';
import type { LayerNode, Network, Weights } from '../network';
import { costsOf } from './costsOf';

const fixed = (signed: boolean, integer: number, fraction: number): Fixed => ({ signed, integer, fraction });
const dense = (name: string, input: string, config: LayerNode['config']): LayerNode => ({
  name,
  kind: 'dense',
  inputs: [input],
  config,
});
const tensor = (shape: number[], values: number[]) => ({ shape, data: Float32Array.from(values) });

/** 4 inputs, 2 units with relu, 1 unit; 2 of 8 and 0 of 2 weights are zero, so is one bias. */
const weights: Weights = {
  'a/kernel': tensor([4, 2], [0.5, 0.25, 0, 0.75, -0.5, 0, 0.25, 0.25]),
  'a/bias': tensor([2], [0.5, 0]),
  'b/kernel': tensor([2, 1], [0.5, -0.75]),
  'b/bias': tensor([1], [0.25]),
};
const relu = (config: LayerNode['config']): LayerNode => ({
  name: 'r',
  kind: 'activation',
  inputs: ['a'],
  config,
});
const networkOf = (layers: LayerNode[]): Network => ({
  name: 'net',
  input: { shape: [4], format: fixed(false, 0, 4) },
  layers,
  output: layers.at(-1)!.name,
});

const float = networkOf([
  dense('a', 'input', { units: 2 }),
  relu({ function: 'relu' }),
  dense('b', 'r', { units: 1 }),
]);

describe('costsOf', () => {
  it('counts a float network at 32 bits if nothing is assumed, without effective bit operations', () => {
    expect(costsOf(float, weights)).toEqual({
      layers: [
        { name: 'a', parameters: 7, bops: 6 * 1024 + 8 * (64 + 2) },
        { name: 'b', parameters: 3, bops: 2 * 1024 + 2 * (64 + 1) },
      ],
      parameters: 10,
      bops: 8192 + 528 + 130,
    });
  });

  it('counts a float network at the assumed widths', () => {
    const { bops } = costsOf(float, weights, { weightBits: 8, activationBits: 6 });
    expect(bops).toBe(6 * 48 + 8 * (14 + 2) + 2 * 48 + 2 * (14 + 1));
  });

  it('counts a quantised network at its own widths, whatever is assumed', () => {
    const weight = fixed(true, 0, 2);
    const network = networkOf([
      dense('a', 'input', { units: 2, weight, bias: fixed(true, 1, 6) }),
      relu({ function: 'relu', output: fixed(false, 1, 4) }),
      dense('b', 'r', { units: 1, weight, bias: fixed(true, 1, 6) }),
    ]);
    // Weights have 3 bits; the input has 4 bits, the clamped relu 5. Weight integers: 2 1 0 3 -2 0 1 1 enclose
    // 1 1 0 2 1 0 1 1 bits, 2 and -3 enclose 1 and 2. The sums reach 77/64 and 75/64: 19 and 18 sixteenths, 5 bits.
    expect(costsOf(network, weights, { weightBits: 32, activationBits: 32 })).toEqual({
      layers: [
        { name: 'a', parameters: 7, bops: 6 * 12 + 8 * (7 + 2), ebops: 4 * 7 },
        { name: 'b', parameters: 3, bops: 2 * 15 + 2 * (8 + 1), ebops: 5 * 3 },
      ],
      parameters: 10,
      bops: 144 + 48,
      ebops: 43,
    });
  });

  it('takes the width of exact sums from their interval', () => {
    const weight = fixed(true, 0, 2);
    const network = networkOf([
      dense('a', 'input', { units: 2, weight, bias: fixed(true, 1, 6) }),
      relu({ function: 'relu' }),
      dense('b', 'r', { units: 1, weight, bias: fixed(true, 1, 8) }),
    ]);
    // Column 0: 15 (2 + 1) + 32 = 77, 7 bits; column 1: 15 (1 + 3 + 1) = 75, 7 bits.
    const { layers } = costsOf(network, weights);
    expect(layers[1]).toEqual({ name: 'b', parameters: 3, bops: 2 * 21 + 2 * (10 + 1), ebops: 7 * 3 });
  });

  it('takes the stated width of an input through a flatten, though its values reach fewer bits', () => {
    const weight = fixed(true, 0, 2);
    const network = networkOf([
      dense('a', 'input', { units: 2, weight, bias: fixed(true, 1, 6), output: fixed(true, 8, 4) }),
      { name: 'f', kind: 'flatten', inputs: ['a'], config: {} },
      dense('b', 'f', { units: 1, weight, bias: fixed(true, 1, 6) }),
    ]);
    // Stated 13 bits; reached -30/64 + 32/64 ... 77/64 and 0 ... 75/64, so 0 ... 19 and 0 ... 19 sixteenths, 5 bits.
    const { layers } = costsOf(network, weights);
    expect(layers[1]).toEqual({ name: 'b', parameters: 3, bops: 2 * 39 + 2 * (16 + 1), ebops: 5 * 3 });
  });

  it('counts a network with one format missing as float', () => {
    const network = networkOf([dense('a', 'input', { units: 2, weight: fixed(true, 0, 2) })]);
    const { 'a/kernel': kernel, 'a/bias': bias } = weights;
    expect(costsOf(network, { 'a/kernel': kernel, 'a/bias': bias })).not.toHaveProperty('ebops');
  });

  it('does not count batch normalisation, which is folded', () => {
    const norm = { name: 'n', kind: 'batchNorm', inputs: ['a'], config: {} };
    const network = networkOf([dense('a', 'input', { units: 2 }), norm]);
    const { 'a/kernel': kernel, 'a/bias': bias } = weights;
    const statistics = Object.fromEntries(
      ['gamma', 'beta', 'mean', 'variance'].map((name) => [`n/${name}`, tensor([2], [1, 1])]),
    );
    expect(costsOf(network, { 'a/kernel': kernel, 'a/bias': bias, ...statistics }).parameters).toBe(7);
  });

  it('costs nothing without layers', () => {
    const network = networkOf([{ name: 'f', kind: 'flatten', inputs: ['input'], config: {} }]);
    expect(costsOf(network, {})).toEqual({ layers: [], parameters: 0, bops: 0, ebops: 0 });
  });

  it('refuses weights that do not fit', () => {
    expect(() => costsOf(float, {})).toThrow(expect.objectContaining({ code: 'weights.missing' }));
  });
});
