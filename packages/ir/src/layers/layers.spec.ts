import { layerOf, layers } from '.';

describe('layers', () => {
  it('are listed under their own kind', () => {
    for (const [name, { kind }] of Object.entries(layers)) expect(kind).toBe(name);
  });

  it('that are unknown are refused, the nearest named', () => {
    expect(() => layerOf('batchnorm2')).toThrow("Unknown layer kind 'batchnorm2'. Did you mean 'batchNorm'?");
    expect(() => layerOf('toString')).toThrow(expect.objectContaining({ code: 'network.unknownLayer' }));
  });

  it.each([
    { kind: 'dense', config: { units: 0 }, code: 'layer.invalid', says: 'here, units: must be >= 1, got 0' },
    { kind: 'dense', config: {}, code: 'layer.missingKey', says: "here: the key 'units' is missing" },
    {
      kind: 'dense',
      config: { units: 2, wieght: 1 },
      code: 'layer.unknownKey',
      says: "Did you mean 'weight'?",
    },
    {
      kind: 'dense',
      config: { units: 2, weight: { signed: true, integer: 0, fractoin: 3 } },
      code: 'layer.missingKey',
      says: "here, weight: the key 'fraction' is missing",
    },
    {
      kind: 'activation',
      config: { function: 'rellu' },
      code: 'layer.invalid',
      says: 'must be one of identity, relu, leakyRelu, tanh, sigmoid, gelu, got "rellu". Did you mean \'relu\'?',
    },
    {
      kind: 'activation',
      config: { function: 'leakyRelu', slopeShift: 0 },
      code: 'layer.invalid',
      says: '>= 1',
    },
    {
      kind: 'batchNorm',
      config: { momentum: 1 },
      code: 'layer.invalid',
      says: 'momentum: must be < 1, got 1',
    },
    {
      kind: 'dense',
      config: { units: 2, weight: [{ signed: true, integer: 0, fraction: 3 }, 4] },
      code: 'layer.invalid',
      says: 'here, weight.1: must be object, got 4',
    },
    {
      kind: 'activation',
      config: { function: 'gelu', output: [{ signed: true, integer: 0, fraction: 3 }] },
      code: 'layer.invalid',
      says: 'here, output: must be object, got [',
    },
    {
      kind: 'conv2d',
      config: { size: [3], filters: 2 },
      code: 'layer.invalid',
      says: 'here, size: must NOT have fewer than 2 items, got [3]',
    },
    {
      kind: 'conv1d',
      config: { size: 3, filters: 2, padding: 'full' },
      code: 'layer.invalid',
      says: 'padding: must be one of valid, same, got "full"',
    },
    {
      kind: 'conv2d',
      config: { size: [3, 3], filtres: 2 },
      code: 'layer.missingKey',
      says: "the key 'filters' is missing",
    },
    {
      kind: 'pool',
      config: { function: 'mean', size: [2] },
      code: 'layer.invalid',
      says: 'must be one of max, average, got "mean"',
    },
    {
      kind: 'aggregate',
      config: { function: 'average' },
      code: 'layer.invalid',
      says: 'must be one of mean, max, sum, got "average"',
    },
    { kind: 'dropout', config: { rate: 1 }, code: 'layer.invalid', says: 'rate: must be < 1, got 1' },
    {
      kind: 'reshape',
      config: { shape: [0] },
      code: 'layer.invalid',
      says: 'here, shape.0: must NOT be valid',
    },
    { kind: 'add', config: { scale: 2 }, code: 'layer.unknownKey', says: "unknown key 'scale'" },
    { kind: 'multiply', config: { outptu: 2 }, code: 'layer.unknownKey', says: "Did you mean 'output'?" },
    { kind: 'flatten', config: { axis: 1 }, code: 'layer.unknownKey', says: "unknown key 'axis'" },
  ])('$kind refuses $config', ({ kind, config, code, says }) => {
    const check = () => layerOf(kind).checkConfig(config, 'here');
    expect(check).toThrow(expect.objectContaining({ code }));
    expect(check).toThrow(says);
  });
});
