import type { LayerNode, Network } from '@nx-codesign/ir';
import { roundingOf } from './roundingOf';
import { isSigned } from './signs';

type Part = readonly [name: string, kind: string, config: object, inputs?: readonly string[]];

/** Each part reads the one before it unless it says otherwise; the last is the output. */
function networkOf(parts: readonly Part[]): Network {
  const layers = parts.map(([name, kind, config, inputs], i): LayerNode => ({
    name,
    kind,
    config: { ...config },
    inputs: inputs ?? [parts[i - 1]?.[0] ?? 'input'],
  }));
  const input = { shape: [4, 3], format: { signed: true, integer: 1, fraction: 2 } };
  return { name: 'n', input, layers, output: parts[parts.length - 1][0] };
}

const roundings = (network: Network) =>
  Object.fromEntries(network.layers.map((layer) => [layer.name, roundingOf(network, layer).kind]));

describe('roundingOf', () => {
  it.each([
    {
      fact: 'sums are exact for relu, which rounds; a mean rounds after its sum; the output is exact',
      parts: [
        ['phi', 'dense', { units: 3 }],
        ['relu', 'activation', { function: 'relu' }],
        ['mean', 'aggregate', { function: 'mean' }],
        ['rho', 'dense', { units: 2 }],
      ],
      expected: { phi: 'none', relu: 'value', mean: 'value', rho: 'none' },
    },
    {
      fact: 'a maximum chooses among rounded values and rounds nothing',
      parts: [
        ['phi', 'dense', { units: 3 }],
        ['largest', 'aggregate', { function: 'max' }],
        ['rho', 'dense', { units: 2 }],
      ],
      expected: { phi: 'value', largest: 'none', rho: 'none' },
    },
    {
      fact: 'sums in front of a table are its address, also behind dropout',
      parts: [
        ['phi', 'dense', { units: 3 }],
        ['drop', 'dropout', { rate: 0.1 }],
        ['gelu', 'activation', { function: 'gelu' }],
        ['flat', 'flatten', {}],
        ['rho', 'dense', { units: 2 }],
      ],
      expected: { phi: 'address', drop: 'none', gelu: 'entry', flat: 'none', rho: 'none' },
    },
    {
      fact: 'both sides of a residual sum are rounded, and the sum where no function does it',
      parts: [
        ['one', 'dense', { units: 3 }],
        ['two', 'dense', { units: 3 }],
        ['sum', 'add', {}, ['one', 'two']],
        ['rho', 'dense', { units: 2 }],
      ],
      expected: { one: 'value', two: 'value', sum: 'value', rho: 'none' },
    },
    {
      fact: 'all factors of a product are rounded, and the product where no function does it',
      parts: [
        ['one', 'dense', { units: 3 }],
        ['two', 'dense', { units: 3 }],
        ['gate', 'activation', { function: 'sigmoid' }],
        ['gated', 'multiply', {}, ['one', 'gate']],
        ['square', 'multiply', {}, ['gated', 'gated']],
        ['relu', 'activation', { function: 'relu' }],
        ['rho', 'dense', { units: 2 }],
      ],
      expected: {
        ...{ one: 'value', two: 'address', gate: 'entry', gated: 'value', square: 'none' },
        ...{ relu: 'value', rho: 'none' },
      },
    },
    {
      fact: 'sums that two layers read are exact only where both are piecewise linear functions',
      parts: [
        ['one', 'dense', { units: 3 }],
        ['relu', 'activation', { function: 'relu' }],
        ['leaky', 'activation', { function: 'leakyRelu' }, ['one']],
        ['sum', 'add', {}, ['relu', 'leaky']],
      ],
      expected: { one: 'none', relu: 'value', leaky: 'value', sum: 'none' },
    },
  ] satisfies { fact: string; parts: Part[]; expected: object }[])('$fact', ({ parts, expected }) => {
    expect(roundings(networkOf(parts))).toEqual(expected);
  });
});

describe('isSigned', () => {
  it('follows the signs through sets and residual sums: relu is not below 0, sums of weights may be', () => {
    const network = networkOf([
      ['phi', 'dense', { units: 3 }],
      ['relu', 'activation', { function: 'relu' }],
      ['mean', 'aggregate', { function: 'mean' }],
      ['twice', 'add', {}, ['mean', 'mean']],
      ['rho', 'dense', { units: 2 }],
    ]);
    const signs = network.layers.map((layer) => [layer.name, isSigned(network, layer)]);
    expect(Object.fromEntries(signs)).toEqual({
      phi: true,
      relu: false,
      mean: false,
      twice: false,
      rho: true,
    });
  });

  it('of a product is that of its signed factors that it reads an odd number of times', () => {
    const network = networkOf([
      ['phi', 'dense', { units: 3 }],
      ['relu', 'activation', { function: 'relu' }],
      ['square', 'multiply', {}, ['phi', 'phi']],
      ['cube', 'multiply', {}, ['phi', 'phi', 'phi']],
      ['ofInput', 'multiply', {}, ['input', 'relu', 'input']],
      ['gated', 'multiply', {}, ['relu', 'phi']],
      ['unsigned', 'multiply', {}, ['relu', 'square']],
    ]);
    const signs = network.layers.map((layer) => [layer.name, isSigned(network, layer)]);
    expect(Object.fromEntries(signs)).toEqual({
      ...{ phi: true, relu: false, square: false, cube: true },
      ...{ ofInput: false, gated: true, unsigned: false },
    });
  });
});
