import { unitsOf, withUnits } from './units';

const node = (kind: string, config: Readonly<Record<string, unknown>>) => ({
  name: 'l',
  kind,
  inputs: ['input'],
  config,
});

describe('units', () => {
  it.each([
    { kind: 'dense', config: { units: 3 }, units: 3 },
    { kind: 'conv1d', config: { size: 3, filters: 4 }, units: 4 },
    { kind: 'conv2d', config: { size: [3, 3], filters: 5 }, units: 5 },
    { kind: 'flatten', config: {}, units: undefined },
  ])('of $kind are $units', ({ kind, config, units }) => {
    expect(unitsOf(node(kind, config))).toBe(units);
  });

  it('change in a linear layer and nowhere else', () => {
    const conv = node('conv1d', { size: 3, filters: 4 });
    expect(withUnits(conv, 2)).toEqual(node('conv1d', { size: 3, filters: 2 }));
    expect(conv.config.filters).toBe(4);
    expect(withUnits(node('flatten', {}), 2)).toEqual(node('flatten', {}));
  });

  it('of an unknown kind are refused', () => {
    expect(() => unitsOf(node('conv', {}))).toThrow(
      expect.objectContaining({ code: 'network.unknownLayer' }),
    );
  });
});
