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
  ])('refuses $why', ({ net, code }) => {
    expect(() => checkNetwork(net)).toThrow(expect.objectContaining({ code }));
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
