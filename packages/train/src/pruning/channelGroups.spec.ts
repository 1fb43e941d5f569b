import { layer, networkOf } from './__fixtures__/networks';
import { channelGroups } from './channelGroups';

const dense = (name: string, from: string, units: number) => layer(name, 'dense', [from, { units }]);
const relu = (name: string, from: string) => layer(name, 'activation', [from, { function: 'relu' }]);

describe('channelGroups', () => {
  it('are the units of the hidden layers, with the layers that carry and read them', () => {
    const network = networkOf([2], [dense('a', 'input', 3), relu('act', 'a'), dense('b', 'act', 2)]);
    expect(channelGroups(network)).toEqual([
      { name: 'a', units: 3, producers: ['a'], carriers: ['a', 'act'], consumers: ['b'] },
    ]);
  });

  it('reach from the features of a set through its aggregation to the layer behind', () => {
    const network = networkOf(
      [4, 2],
      [
        dense('phi', 'input', 3),
        relu('act', 'phi'),
        layer('mean', 'aggregate', ['act', { function: 'mean' }]),
        dense('rho', 'mean', 2),
      ],
    );
    expect(channelGroups(network)).toEqual([
      { name: 'phi', units: 3, producers: ['phi'], carriers: ['phi', 'act', 'mean'], consumers: ['rho'] },
    ]);
  });

  it('reach from the filters of a convolution through pooling and a flatten to the dense layer', () => {
    const network = networkOf(
      [4, 4, 1],
      [
        layer('conv', 'conv2d', ['input', { filters: 2, size: [3, 3], padding: 'same' }]),
        layer('pool', 'pool', ['conv', { function: 'max', size: [2, 2] }]),
        layer('flat', 'flatten', ['pool']),
        dense('out', 'flat', 5),
      ],
    );
    expect(channelGroups(network)).toEqual([
      { name: 'conv', units: 2, producers: ['conv'], carriers: ['conv', 'pool', 'flat'], consumers: ['out'] },
    ]);
  });

  it('are one group for all that a residual path adds up', () => {
    const network = networkOf(
      [2],
      [
        dense('a', 'input', 3),
        dense('b', 'a', 3),
        layer('sum', 'add', [['a', 'b']]),
        dense('c', 'sum', 3),
        layer('sum2', 'add', [['sum', 'c']]),
        dense('out', 'sum2', 2),
      ],
    );
    expect(channelGroups(network)).toEqual([
      {
        name: 'a',
        units: 3,
        producers: ['a', 'b', 'c'],
        carriers: ['a', 'b', 'sum', 'c', 'sum2'],
        consumers: ['b', 'c', 'out'],
      },
    ]);
  });

  it('are one group for all factors of a product, squares included, and none with the input among them', () => {
    const gated = (second: string) =>
      networkOf(
        [3],
        [
          dense('a', 'input', 3),
          dense('b', 'input', 3),
          layer('gate', 'activation', ['b', { function: 'sigmoid' }]),
          layer('product', 'multiply', [['a', second, 'a']]),
          dense('out', 'product', 2),
          ...(second === 'gate' ? [] : [layer('sum', 'add', [['out', 'gate']])]),
        ].filter(({ name }) => second === 'gate' || !['b', 'gate', 'sum'].includes(name)),
      );
    expect(channelGroups(gated('gate'))).toEqual([
      {
        name: 'a',
        units: 3,
        producers: ['a', 'b'],
        carriers: ['a', 'b', 'gate', 'product'],
        consumers: ['out'],
      },
    ]);
    expect(channelGroups(gated('input'))).toEqual([]);
  });

  it('leave out what a residual path adds to the input or to the output', () => {
    const network = networkOf(
      [3],
      [
        dense('a', 'input', 3),
        layer('sum', 'add', [['input', 'a']]),
        dense('b', 'sum', 2),
        dense('c', 'b', 2),
        layer('out', 'add', [['b', 'c']]),
      ],
    );
    expect(channelGroups(network)).toEqual([]);
  });

  it('leave out channels that go through a reshape to a stated shape', () => {
    const network = networkOf(
      [2],
      [
        dense('a', 'input', 4),
        layer('fold', 'reshape', ['a', { shape: [2, 2] }]),
        dense('b', 'fold', 3),
        layer('flat', 'flatten', ['b']),
        dense('out', 'flat', 2),
      ],
    );
    expect(channelGroups(network).map(({ name }) => name)).toEqual(['b']);
  });

  it('refuse a batch normalisation', () => {
    const network = networkOf(
      [2],
      [dense('a', 'input', 3), layer('norm', 'batchNorm', ['a']), dense('b', 'norm', 2)],
    );
    expect(() => channelGroups(network)).toThrow(expect.objectContaining({ code: 'pruning.unfolded' }));
  });
});
