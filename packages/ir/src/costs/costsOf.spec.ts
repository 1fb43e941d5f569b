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

  it('counts a product by the widths of its factors, signs included, and three factors one after the other', () => {
    const product = (inputs: string[]) => ({ name: 'p', kind: 'multiply', inputs, config: {} });
    const stated = relu({ function: 'relu', output: fixed(false, 3, 4) });
    const gate = networkOf([{ ...stated, inputs: ['input'] }, product(['r', 'input'])]);
    // The input has 4 bits, unsigned, 0 ... 15; its relu states 7 bits and reaches 15 too: 4. 4 elements.
    expect(costsOf(gate, {})).toEqual({
      layers: [{ name: 'p', parameters: 0, bops: 4 * 7 * 4, ebops: 4 * 4 * 4 }],
      parameters: 0,
      bops: 112,
      ebops: 64,
    });
    // A square reaches 225, 8 bits, and is exact, so that this is its width in both measures.
    const cube = networkOf([product(['input', 'input', 'input'])]);
    expect(costsOf(cube, {}).layers).toEqual([
      { name: 'p', parameters: 0, bops: 4 * (4 * 4 + 8 * 4), ebops: 4 * (4 * 4 + 8 * 4) },
    ]);
  });

  it('counts a product of a float network at the assumed width of activations, without EBOPs', () => {
    const product = { name: 'p', kind: 'multiply', inputs: ['a', 'a'], config: {} };
    const network = networkOf([dense('a', 'input', { units: 2 }), product]);
    const { 'a/kernel': kernel, 'a/bias': bias } = weights;
    const assumed = { weightBits: 6, activationBits: 9 };
    expect(costsOf(network, { 'a/kernel': kernel, 'a/bias': bias }, assumed).layers[1]).toEqual({
      name: 'p',
      parameters: 0,
      bops: 2 * 9 * 9,
    });
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

  it('counts a convolution at all its positions, its bias once', () => {
    const conv = { name: 'c', kind: 'conv2d', inputs: ['input'], config: { size: [2, 2], filters: 1 } };
    const network: Network = {
      name: 'net',
      input: { shape: [3, 4, 1], format: fixed(false, 0, 4) },
      layers: [conv],
      output: 'c',
    };
    const kernel = { 'c/kernel': tensor([4, 1], [0.5, 0, 0.25, 0.5]), 'c/bias': tensor([1], [0.5]) };
    // 2 x 3 positions, 4 inputs, 1 output, 3 of 4 weights.
    expect(costsOf(network, kernel, { weightBits: 8, activationBits: 6 })).toEqual({
      layers: [{ name: 'c', parameters: 4, bops: 6 * (3 * 48 + 4 * (14 + 2)) }],
      parameters: 4,
      bops: 6 * (144 + 64),
    });
  });

  it('counts each channel of a set at its own width, and the factor of a mean of 3', () => {
    const weight = [fixed(true, 0, 2), fixed(true, 0, 1)];
    const network: Network = {
      name: 'net',
      input: { shape: [3, 2], format: fixed(false, 0, 4) },
      layers: [
        dense('a', 'input', {
          units: 2,
          weight,
          bias: fixed(true, 1, 6),
          output: [fixed(true, 1, 2), fixed(false, 0, 2)],
        }),
        {
          name: 'm',
          kind: 'aggregate',
          inputs: ['a'],
          config: { function: 'mean', reciprocal: fixed(false, 0, 4), output: fixed(false, 1, 2) },
        },
        dense('b', 'm', { units: 1, weight: fixed(true, 0, 2), bias: fixed(true, 1, 4) }),
      ],
      output: 'b',
    };
    const all = {
      'a/kernel': tensor([2, 2], [0.25, 0.5, 0.75, 0]),
      'a/bias': tensor([2], [0, 0]),
      'b/kernel': tensor([2, 1], [0.5, -0.75]),
      'b/bias': tensor([1], [0]),
    };
    // Layer a, 3 positions: weights of 3 and 2 bits, inputs of 4; one weight of channel 1 is 0. Kernel integers at
    // quarters: 1 2 3 0, which enclose 1 1 2 0 bits.
    // Mean: 1/3 in sixteenths is 5, which encloses 3 bits. Sums: channel 0 reaches (15 + 45) / 64, 3.75 quarters, so
    // 0..4 in each and 0..12 in all, 4 bits; channel 1 reaches 30 / 64, 1.9 quarters, 0..2 and 0..6, 3 bits.
    // Layer b: inputs of 3 bits as stated; 12 5 / 16 and 6 5 / 16 quarters are 3.75 and 1.9: 0..4 and 0..2, 3 and 2
    // bits; weights 2 and -3 enclose 1 and 2 bits.
    expect(costsOf(network, all)).toEqual({
      layers: [
        {
          name: 'a',
          parameters: 3,
          bops: 3 * (2 * 12 + 1 * 8 + 2 * (7 + 1) + 2 * (6 + 1)),
          ebops: 3 * (4 * 2 + 4 * 2),
        },
        { name: 'm', parameters: 0, bops: 0, ebops: (4 + 3) * 3 },
        { name: 'b', parameters: 2, bops: 2 * 9 + 2 * (6 + 1), ebops: 3 * 1 + 2 * 2 },
      ],
      parameters: 5,
      bops: 186 + 32,
      ebops: 48 + 21 + 7,
    });
  });

  it('counts a mean without the format of its factor as float', () => {
    const mean = (count: number): Network => ({
      ...networkOf([{ name: 'm', kind: 'aggregate', inputs: ['input'], config: { function: 'mean' } }]),
      input: { shape: [count, 2], format: fixed(false, 0, 4) },
    });
    expect(costsOf(mean(3), {})).not.toHaveProperty('ebops');
    expect(costsOf(mean(4), {})).toHaveProperty('ebops', 0);
  });

  it('counts nothing for the sum of two layers', () => {
    const sum = { name: 's', kind: 'add', inputs: ['input', 'input'], config: {} };
    expect(costsOf(networkOf([sum]), {})).toEqual({ layers: [], parameters: 0, bops: 0, ebops: 0 });
  });
});
