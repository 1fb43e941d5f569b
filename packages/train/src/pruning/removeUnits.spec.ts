import type { Network, Weights } from '@nx-codesign/ir';
import { createWasmEngine } from '../engines/wasm';
import { predict } from '../training/evaluate';
import { bits, layer, networkOf, tensor } from './__fixtures__/networks';
import { removeUnits } from './removeUnits';

const network: Network = networkOf(
  [2],
  [
    layer('a', 'dense', ['input', { units: 3 }]),
    layer('relu', 'activation', ['a', { function: 'relu' }]),
    layer('flat', 'flatten', ['relu']),
    layer('b', 'dense', ['flat', { units: 2 }]),
    layer('c', 'dense', ['b', { units: 2 }]),
  ],
);
const weights: Weights = {
  'a/kernel': tensor([2, 3], [1, 2, 3, 4, 5, 6]),
  'a/bias': tensor([3], [7, 8, 9]),
  'b/kernel': tensor([3, 2], [10, 11, 12, 13, 14, 15]),
  'b/bias': tensor([2], [16, 17]),
  'c/kernel': tensor([2, 2], [18, 19, 20, 21]),
  'c/bias': tensor([2], [22, 23]),
};
const valuesOf = ({ weights: given }: { weights: Weights }) =>
  Object.fromEntries(Object.entries(given).map(([key, { shape, data }]) => [key, [shape, Array.from(data)]]));

describe('removeUnits', () => {
  it('removes columns, bias entries and, through activation and flatten, rows of the next layer', () => {
    const removed = removeUnits({ network, weights }, { a: [0, 2] });
    expect(valuesOf(removed)).toEqual({
      'a/kernel': [
        [2, 2],
        [1, 3, 4, 6],
      ],
      'a/bias': [[2], [7, 9]],
      'b/kernel': [
        [2, 2],
        [10, 11, 14, 15],
      ],
      'b/bias': [[2], [16, 17]],
      'c/kernel': [
        [2, 2],
        [18, 19, 20, 21],
      ],
      'c/bias': [[2], [22, 23]],
    });
    expect(removed.network.layers.map(({ config }) => config.units)).toEqual([2, undefined, undefined, 2, 2]);
  });

  it('removes rows and columns of a layer between two that shrink', () => {
    const removed = valuesOf(removeUnits({ network, weights }, { a: [1], b: [0] }));
    expect(removed['b/kernel']).toEqual([[1, 1], [12]]);
    expect(removed['c/kernel']).toEqual([
      [1, 2],
      [18, 19],
    ]);
    expect(removed['b/bias']).toEqual([[1], [16]]);
  });

  it('removes a filter at every window position of the next convolution and every position of a flatten', () => {
    const convolutions = networkOf(
      [4, 1],
      [
        layer('a', 'conv1d', ['input', { filters: 2, size: 1 }]),
        layer('b', 'conv1d', ['a', { filters: 2, size: 2 }]),
        layer('flat', 'flatten', ['b']),
        layer('c', 'dense', ['flat', { units: 1 }]),
      ],
    );
    const given: Weights = {
      'a/kernel': tensor([1, 2], [1, 2]),
      'a/bias': tensor([2], [3, 4]),
      // Rows: window position 0, channels 0 and 1; position 1, channels 0 and 1.
      'b/kernel': tensor([4, 2], [10, 11, 12, 13, 14, 15, 16, 17]),
      'b/bias': tensor([2], [18, 19]),
      // Three positions of two channels.
      'c/kernel': tensor([6, 1], [20, 21, 22, 23, 24, 25]),
      'c/bias': tensor([1], [26]),
    };
    const removed = removeUnits({ network: convolutions, weights: given }, { a: [1], b: [0] });
    expect(valuesOf(removed)).toEqual({
      'a/kernel': [[1, 1], [2]],
      'a/bias': [[1], [4]],
      'b/kernel': [
        [2, 1],
        [12, 16],
      ],
      'b/bias': [[1], [18]],
      'c/kernel': [
        [3, 1],
        [20, 22, 24],
      ],
      'c/bias': [[1], [26]],
    });
    expect(removed.network.layers.map(({ config }) => config.filters)).toEqual([1, 1, undefined, undefined]);
  });

  it('removes coupled channels of a residual path together, from the columns and the rows of one kernel', () => {
    const residual = networkOf(
      [1],
      [
        layer('a', 'dense', ['input', { units: 2 }]),
        layer('b', 'dense', ['a', { units: 2 }]),
        layer('sum', 'add', [['a', 'b']]),
        layer('c', 'dense', ['sum', { units: 1 }]),
      ],
    );
    const given: Weights = {
      'a/kernel': tensor([1, 2], [1, 2]),
      'a/bias': tensor([2], [3, 4]),
      'b/kernel': tensor([2, 2], [5, 6, 7, 8]),
      'b/bias': tensor([2], [9, 10]),
      'c/kernel': tensor([2, 1], [11, 12]),
      'c/bias': tensor([1], [13]),
    };
    expect(valuesOf(removeUnits({ network: residual, weights: given }, { a: [1] }))).toEqual({
      'a/kernel': [[1, 1], [2]],
      'a/bias': [[1], [4]],
      'b/kernel': [[1, 1], [8]],
      'b/bias': [[1], [10]],
      'c/kernel': [[1, 1], [12]],
      'c/bias': [[1], [13]],
    });
  });

  it('removes the factors of a product together, which changes nothing where a factor is 0', () => {
    const gated = networkOf(
      [1],
      [
        layer('a', 'dense', ['input', { units: 2 }]),
        layer('b', 'dense', ['input', { units: 2 }]),
        layer('product', 'multiply', [['a', 'b']]),
        layer('c', 'dense', ['product', { units: 1 }]),
      ],
    );
    // The first unit of b is always 0, and so is the first of the product, whatever that of a is.
    const given: Weights = {
      'a/kernel': tensor([1, 2], [1, 2]),
      'a/bias': tensor([2], [3, 4]),
      'b/kernel': tensor([1, 2], [0, 6]),
      'b/bias': tensor([2], [0, 8]),
      'c/kernel': tensor([2, 1], [9, 10]),
      'c/bias': tensor([1], [11]),
    };
    const removed = removeUnits({ network: gated, weights: given }, { a: [1] });
    expect(valuesOf(removed)).toEqual({
      'a/kernel': [[1, 1], [2]],
      'a/bias': [[1], [4]],
      'b/kernel': [[1, 1], [6]],
      'b/bias': [[1], [8]],
      'c/kernel': [[1, 1], [10]],
      'c/bias': [[1], [11]],
    });
    const outputs = (candidate: { network: Network; weights: Weights }) => [
      ...predict(createWasmEngine(), { ...candidate, x: Float32Array.of(1, -2), count: 2 }),
    ];
    // (2 + 4)(6 + 8) 10 + 11 and (-4 + 4) ... + 11.
    expect(outputs({ network: gated, weights: given })).toEqual([851, 11]);
    expect(outputs(removed)).toEqual([851, 11]);
  });

  it('takes masks, digit limits and formats of single channels along', () => {
    const formats = [bits(true, 1, 1), bits(true, 1, 2), bits(true, 1, 3)];
    const layers = network.layers.map((each) =>
      each.name === 'a' ? { ...each, config: { ...each.config, weight: formats, output: formats } } : each,
    );
    const limits = {
      'a/kernel': Uint8Array.of(0, 1, 2, 3, 4, 5),
      'b/kernel': Uint8Array.of(6, 7, 8, 9, 10, 11),
    };
    const removed = removeUnits(
      { network: { ...network, layers }, weights, masks: limits, digitLimits: limits },
      { a: [0, 2] },
    );
    const expected = { 'a/kernel': Uint8Array.of(0, 2, 3, 5), 'b/kernel': Uint8Array.of(6, 7, 10, 11) };
    expect(removed.masks).toEqual(expected);
    expect(removed.digitLimits).toEqual(expected);
    expect(removed.network.layers[0].config).toEqual({
      units: 2,
      weight: [formats[0], formats[2]],
      output: [formats[0], formats[2]],
    });
  });

  it('keeps everything when every unit is kept', () => {
    expect(removeUnits({ network, weights }, { a: [0, 1, 2] })).toEqual({ network, weights });
  });

  it.each([
    ['all units', { a: [] }, 'pruning.units', 'at least one'],
    ['a unit out of range', { a: [0, 3] }, 'pruning.units', 'from 0 to 2'],
    ['units out of order', { a: [1, 0] }, 'pruning.units', 'ascending'],
    ['half a unit', { a: [0.5] }, 'pruning.units', '0.5'],
    ['units of the last layer', { c: [0] }, 'pruning.layer', "'c' is no layer whose units may go"],
    ['units of an unknown layer', { aa: [0] }, 'pruning.layer', "Did you mean 'a'?"],
  ])('refuses to remove %s', (_, kept, code, text) => {
    const remove = () => removeUnits({ network, weights }, kept as Record<string, number[]>);
    expect(remove).toThrow(expect.objectContaining({ code, message: expect.stringContaining(text) }));
  });
});
