import type { Network, Tensor, Weights } from '@nx-codesign/ir';
import { compensateRemoval, removeUnits } from './removeUnits';

const tensor = (shape: number[], data: number[]): Tensor => ({ shape, data: Float32Array.from(data) });
const network: Network = {
  name: 'n',
  input: { shape: [2], format: { signed: true, integer: 2, fraction: 4 } },
  layers: [
    { name: 'a', kind: 'dense', inputs: ['input'], config: { units: 3 } },
    { name: 'relu', kind: 'activation', inputs: ['a'], config: { function: 'relu' } },
    { name: 'flat', kind: 'flatten', inputs: ['relu'], config: {} },
    { name: 'b', kind: 'dense', inputs: ['flat'], config: { units: 2 } },
    { name: 'c', kind: 'dense', inputs: ['b'], config: { units: 2 } },
  ],
  output: 'c',
};
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
    const removed = removeUnits(network, weights, { a: [0, 2] });
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
    const removed = valuesOf(removeUnits(network, weights, { a: [1], b: [0] }));
    expect(removed['b/kernel']).toEqual([[1, 1], [12]]);
    expect(removed['c/kernel']).toEqual([
      [1, 2],
      [18, 19],
    ]);
    expect(removed['b/bias']).toEqual([[1], [16]]);
  });

  it('keeps everything when every unit is kept', () => {
    expect(removeUnits(network, weights, { a: [0, 1, 2] })).toEqual({ network, weights });
  });

  it.each([
    ['all units', { a: [] }, 'pruning.units', 'at least one'],
    ['a unit out of range', { a: [0, 3] }, 'pruning.units', 'from 0 to 2'],
    ['units out of order', { a: [1, 0] }, 'pruning.units', 'ascending'],
    ['half a unit', { a: [0.5] }, 'pruning.units', '0.5'],
    ['units of the last layer', { c: [0] }, 'pruning.layer', "'c' is no hidden dense layer"],
    ['units of an unknown layer', { aa: [0] }, 'pruning.layer', "Did you mean 'a'?"],
  ])('refuses to remove %s', (_, kept, code, text) => {
    const remove = () => removeUnits(network, weights, kept as Record<string, number[]>);
    expect(remove).toThrow(expect.objectContaining({ code, message: expect.stringContaining(text) }));
  });
});

describe('compensateRemoval', () => {
  it('adds the removed units at their means: 16 + 0.5 * 12 and 17 + 0.5 * 13', () => {
    const means = { a: Float64Array.from([100, 0.5, 100]) };
    const compensated = compensateRemoval(network, weights, { kept: { a: [0, 2] }, means });
    expect(Array.from(compensated['b/bias'].data)).toEqual([22, 23.5]);
    expect({ ...compensated, 'b/bias': weights['b/bias'] }).toEqual(weights);
  });
});
