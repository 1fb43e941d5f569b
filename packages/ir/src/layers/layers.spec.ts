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
    { kind: 'flatten', config: { axis: 1 }, code: 'layer.unknownKey', says: "unknown key 'axis'" },
  ])('$kind refuses $config', ({ kind, config, code, says }) => {
    const check = () => layerOf(kind).checkConfig(config, 'here');
    expect(check).toThrow(expect.objectContaining({ code }));
    expect(check).toThrow(says);
  });
});
