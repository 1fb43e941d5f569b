import { checkNetwork } from './checkNetwork';
import type { LayerNode, Network } from './network';
import { trace } from './trace';
import { weightShapes } from './weightShapes';

const format = { signed: false, integer: 0, fraction: 8 };
const weight = { signed: true, integer: 0, fraction: 5 };
const bias = { signed: true, integer: 2, fraction: 13 };
const output = { signed: false, integer: 2, fraction: 4 };

const layer = (name: string, kind: string, input: string, config: LayerNode['config'] = {}): LayerNode => ({
  name,
  kind,
  inputs: [input],
  config,
});

function network(shape: number[], layers: LayerNode[]): Network {
  return { name: 'net', input: { shape, format }, layers, output: layers.at(-1)?.name ?? 'input' };
}

describe('trace', () => {
  it('writes a quantised dense layer and its clamp as kernels', () => {
    const { operations, output: last } = trace(
      network(
        [2, 3],
        [
          layer('flat', 'flatten', 'input'),
          layer('fc', 'dense', 'flat', { units: 4, weight, bias }),
          layer('act', 'activation', 'fc', { function: 'relu', output }),
        ],
      ),
    );
    expect(operations).toEqual([
      { kind: 'input', layer: 'input', shape: [2, 3], format },
      { kind: 'reshape', layer: 'flat', shape: [6], x: 0 },
      { kind: 'constant', layer: 'fc', shape: [6, 4], tensor: 'fc/kernel' },
      { kind: 'constant', layer: 'fc', shape: [4], tensor: 'fc/bias' },
      { kind: 'quantize', layer: 'fc', shape: [6, 4], x: 2, format: weight },
      { kind: 'matvec', layer: 'fc', shape: [4], x: 1, kernel: 4 },
      { kind: 'quantize', layer: 'fc', shape: [4], x: 3, format: bias },
      { kind: 'add', layer: 'fc', shape: [4], a: 5, b: 6 },
      { kind: 'relu', layer: 'act', shape: [4], x: 7 },
      { kind: 'quantize', layer: 'act', shape: [4], x: 8, format: output },
    ]);
    expect(last).toBe(9);
  });

  it('leaves a float network without quantisers', () => {
    const layers = [
      layer('fc', 'dense', 'input', { units: 2 }),
      layer('norm', 'batchNorm', 'fc', { epsilon: 0.01 }),
      layer('act', 'activation', 'norm', { function: 'tanh' }),
    ];
    const { operations } = trace(network([3], layers));
    expect(operations.map(({ kind }) => kind)).not.toContain('quantize');
    expect(operations.at(-2)).toEqual({
      kind: 'normalize',
      layer: 'norm',
      shape: [2],
      ...{ x: 4, gamma: 5, beta: 6, mean: 7, variance: 8 },
      ...{ momentum: 0.99, epsilon: 0.01 },
    });
    expect(operations.at(-1)).toEqual({ kind: 'table', layer: 'act', shape: [2], x: 9, function: 'tanh' });
  });

  it('gives leakyRelu the slope 1/8 if silent', () => {
    const { operations } = trace(
      network([3], [layer('act', 'activation', 'input', { function: 'leakyRelu' })]),
    );
    expect(operations.at(-1)).toEqual({ kind: 'leakyRelu', layer: 'act', shape: [3], x: 0, slopeShift: 3 });
  });

  it('adds nothing for an identity without a format', () => {
    const { operations, output: last } = trace(
      network([3], [layer('act', 'activation', 'input', { function: 'identity' })]),
    );
    expect([operations.length, last]).toEqual([1, 0]);
  });
});

describe('trace of layers with positions', () => {
  const only = (shape: number[], ...layers: LayerNode[]) => trace(network(shape, layers)).operations;

  it('writes a convolution as a matrix on its windows', () => {
    const conv = layer('c', 'conv2d', 'input', {
      size: [3, 2],
      strides: [2, 1],
      padding: 'same',
      filters: 4,
    });
    expect(only([5, 6, 2], conv)).toEqual([
      { kind: 'input', layer: 'input', shape: [5, 6, 2], format },
      { kind: 'constant', layer: 'c', shape: [12, 4], tensor: 'c/kernel' },
      { kind: 'constant', layer: 'c', shape: [4], tensor: 'c/bias' },
      {
        kind: 'window',
        layer: 'c',
        shape: [3, 6, 12],
        x: 0,
        sizes: [3, 2],
        strides: [2, 1],
        padding: 'same',
      },
      { kind: 'matvec', layer: 'c', shape: [3, 6, 4], x: 3, kernel: 1 },
      { kind: 'add', layer: 'c', shape: [3, 6, 4], a: 4, b: 2 },
    ]);
  });

  it('writes a convolution of size 1 as a shared dense', () => {
    const conv = layer('c', 'conv1d', 'input', { size: 1, filters: 4 });
    expect(only([5, 3], conv).map(({ kind }) => kind)).not.toContain('window');
    expect(only([5, 3], conv).at(-1)).toMatchObject({ kind: 'add', shape: [5, 4] });
  });

  it('writes a dense layer at every position', () => {
    const operations = only([5, 3], layer('fc', 'dense', 'input', { units: 4 }));
    expect(operations[1]).toMatchObject({ tensor: 'fc/kernel', shape: [3, 4] });
    expect(operations[3]).toEqual({ kind: 'matvec', layer: 'fc', shape: [5, 4], x: 0, kernel: 1 });
  });

  it('writes a pool as the largest over its windows', () => {
    const operations = only([4, 5, 3], layer('p', 'pool', 'input', { function: 'max', size: [2, 2] }));
    expect(operations.slice(1)).toEqual([
      {
        kind: 'window',
        layer: 'p',
        shape: [2, 2, 12],
        x: 0,
        sizes: [2, 2],
        strides: [2, 2],
        padding: 'valid',
      },
      { kind: 'reshape', layer: 'p', shape: [2, 2, 4, 3], x: 1 },
      { kind: 'max', layer: 'p', shape: [2, 2, 3], x: 2 },
    ]);
  });

  const reciprocal = { signed: false, integer: 0, fraction: 10 };
  it.each([
    { count: 8, expected: { factor: 0.125 }, why: 'a power of two is exact, whatever is stated' },
    { count: 5, expected: { factor: 0.2, format: reciprocal }, why: 'a fifth is rounded' },
  ])('writes a mean of $count as a sum and a factor: $why', ({ count, expected }) => {
    const operations = only([count, 3], layer('m', 'aggregate', 'input', { function: 'mean', reciprocal }));
    expect(operations.slice(1)).toEqual([
      { kind: 'sum', layer: 'm', shape: [3], x: 0 },
      { kind: 'scale', layer: 'm', shape: [3], x: 1, ...expected },
    ]);
  });

  it('writes a residual sum of two layers, and dropout', () => {
    const operations = only([3], layer('a', 'dropout', 'input', { rate: 0.5 }), {
      name: 'b',
      kind: 'add',
      inputs: ['input', 'a'],
      config: { output },
    });
    expect(operations.slice(1)).toEqual([
      { kind: 'dropout', layer: 'a', shape: [3], x: 0, rate: 0.5 },
      { kind: 'add', layer: 'b', shape: [3], a: 0, b: 1 },
      { kind: 'quantize', layer: 'b', shape: [3], x: 2, format: output },
    ]);
  });

  it('writes a product of three values as two products, in the order in which they are read', () => {
    const operations = only([3], layer('a', 'activation', 'input', { function: 'relu' }), {
      name: 'b',
      kind: 'multiply',
      inputs: ['a', 'input', 'a'],
      config: { output },
    });
    expect(operations.slice(1)).toEqual([
      { kind: 'relu', layer: 'a', shape: [3], x: 0 },
      { kind: 'multiply', layer: 'b', shape: [3], a: 1, b: 0 },
      { kind: 'multiply', layer: 'b', shape: [3], a: 2, b: 1 },
      { kind: 'quantize', layer: 'b', shape: [3], x: 3, format: output },
    ]);
  });
});

describe('checkNetwork', () => {
  const fc = (name: string, input: string) => layer(name, 'dense', input, { units: 2 });
  const wide = { signed: true, integer: 20, fraction: 20 };
  it.each([
    { why: 'a name twice', net: network([3], [fc('a', 'input'), fc('a', 'a')]), code: 'network.name' },
    { why: 'the name input', net: network([3], [fc('input', 'input')]), code: 'network.name' },
    { why: 'a name that is no identifier', net: network([3], [fc('a-b', 'input')]), code: 'network.name' },
    {
      why: 'a reader above its source',
      net: network([3], [fc('a', 'b'), fc('b', 'a')]),
      code: 'network.inputs',
    },
    { why: 'no input', net: network([3], [{ ...fc('a', 'input'), inputs: [] }]), code: 'network.inputs' },
    {
      why: 'an unknown output',
      net: { ...network([3], [fc('a', 'input')]), output: 'aa' },
      code: 'network.output',
    },
    {
      why: 'a dead layer',
      net: { ...network([3], [fc('a', 'input')]), output: 'input' },
      code: 'network.unread',
    },
    {
      why: 'an unknown kind',
      net: network([3], [layer('a', 'conv', 'input')]),
      code: 'network.unknownLayer',
    },
    {
      why: 'one input of an add',
      net: network([3], [layer('a', 'add', 'input')]),
      code: 'network.inputs',
    },
    {
      why: 'one input of a multiply',
      net: network([3], [layer('a', 'multiply', 'input')]),
      code: 'network.inputs',
      says: "Layer 'a' (multiply) must read 2 or more layers (one twice for its square), got 1.",
    },
    {
      why: 'a product of a vector and the last axis of a set, which an add of a constant allows',
      net: network(
        [4, 3],
        [
          layer('a', 'aggregate', 'input', { function: 'sum' }),
          { ...layer('b', 'multiply', 'input'), inputs: ['input', 'a'] },
        ],
      ),
      code: 'shape.mismatch',
      says: "Layer 'b' multiplies [4, 3] and [3]: give both the same shape.",
    },
    {
      why: 'two inputs of a dense',
      net: network([3], [{ ...fc('a', 'input'), inputs: ['input', 'input'] }]),
      code: 'network.inputs',
    },
    {
      why: 'a sum of two shapes',
      net: network([3], [fc('a', 'input'), { ...layer('b', 'add', 'input'), inputs: ['input', 'a'] }]),
      code: 'shape.mismatch',
    },
    {
      why: 'an image without channels into a convolution',
      net: network([8, 8], [layer('a', 'conv2d', 'input', { size: [3, 3], filters: 2 })]),
      code: 'shape.window',
    },
    {
      why: 'an aggregation of a vector',
      net: network([8], [layer('a', 'aggregate', 'input', { function: 'sum' })]),
      code: 'shape.aggregation',
    },
    {
      why: 'a reshape to other elements',
      net: network([8], [layer('a', 'reshape', 'input', { shape: [-1, 3] })]),
      code: 'shape.reshape',
    },
    {
      why: 'more formats than channels',
      net: network([3], [layer('a', 'dense', 'input', { units: 2, output: [output, output, output] })]),
      code: 'format.channels',
    },
    {
      why: 'a reciprocal that is 0 in its format',
      net: network(
        [5, 3],
        [
          layer('a', 'aggregate', 'input', {
            function: 'mean',
            reciprocal: { signed: false, integer: 2, fraction: 0 },
          }),
        ],
      ),
      code: 'format.factor',
    },
    { why: 'an input without elements', net: network([3, 0], [fc('a', 'input')]), code: 'shape.input' },
    { why: 'a bad config', net: network([3], [layer('a', 'dense', 'input')]), code: 'layer.missingKey' },
    {
      why: 'a format of 41 bits',
      net: network([3], [layer('a', 'dense', 'input', { units: 2, output: wide })]),
      code: 'format.invalid',
    },
    {
      why: 'a table format of 41 bits',
      net: network([3], [layer('a', 'activation', 'input', { function: 'tanh', output: wide })]),
      code: 'format.invalid',
    },
  ])('refuses $why', ({ net, code, says = '' }) => {
    expect(() => checkNetwork(net)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(says) as string }),
    );
  });

  it('names the nearest layer where a reader errs', () => {
    const net = network([3], [fc('first', 'input'), fc('second', 'frist')]);
    expect(() => checkNetwork(net)).toThrow(
      "Layer 'second' reads 'frist', which is no layer above it. Did you mean 'first'?",
    );
  });

  it('accepts a network without layers', () => {
    expect(() => checkNetwork(network([3], []))).not.toThrow();
  });
});

test('weightShapes lists every tensor in the order of the network', () => {
  const layers = [layer('fc', 'dense', 'input', { units: 2 }), layer('bn', 'batchNorm', 'fc')];
  expect(Object.entries(weightShapes(network([3], layers)))).toEqual([
    ['fc/kernel', [3, 2]],
    ['fc/bias', [2]],
    ['bn/gamma', [2]],
    ['bn/beta', [2]],
    ['bn/mean', [2]],
    ['bn/variance', [2]],
  ]);
});
