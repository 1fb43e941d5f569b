import { buildGenotype, genotypeKey, isActive } from './genotype';
import { type Space } from './space';

describe('genotypeKey', () => {
  it('does not depend on the order of the entries', () => {
    expect(genotypeKey({ a: 1, b: 'x' })).toBe(genotypeKey({ b: 'x', a: 1 }));
  });

  it.each([
    ['a number from its text', { a: 1 }, { a: '1' }],
    ['a boolean from its text', { a: true }, { a: 'true' }],
    ['names from values', { a: 'b' }, { b: 'a' }],
    ['an absent parameter', { a: 1 }, { a: 1, b: 1 }],
    ['text with quotes', { a: '","' }, { a: '', b: '' }],
  ])('tells apart %s', (_, one, other) => {
    expect(genotypeKey(one as never)).not.toBe(genotypeKey(other as never));
  });
});

it.each([
  ['no condition', undefined, {}, true],
  ['a value in oneOf', { parameter: 'a', oneOf: [1, 2] }, { a: 2 }, true],
  ['a value outside oneOf', { parameter: 'a', oneOf: [1, 2] }, { a: 3 }, false],
  ['text where a number is listed', { parameter: 'a', oneOf: [1] }, { a: '1' }, false],
  ['the value of atLeast itself', { parameter: 'a', atLeast: 2 }, { a: 2 }, true],
  ['a value below atLeast', { parameter: 'a', atLeast: 2 }, { a: 1 }, false],
  ['text with atLeast', { parameter: 'a', atLeast: 0 }, { a: 'x' }, false],
  ['both, one of which fails', { parameter: 'a', oneOf: [1, 3], atLeast: 2 }, { a: 1 }, false],
  ['an inactive parent', { parameter: 'a', atLeast: 2 }, {}, false],
  ['a false parent that is listed', { parameter: 'a', oneOf: [false] }, { a: false }, true],
])('isActive with %s', (_, condition, chosen, active) => {
  expect(isActive(condition, chosen as never)).toBe(active);
});

it('buildGenotype skips what hangs on an inactive parameter', () => {
  const space: Space = {
    a: { kind: 'categorical', choices: [1, 2] },
    b: { kind: 'categorical', choices: [1, 2], when: { parameter: 'a', oneOf: [2] } },
    c: { kind: 'categorical', choices: [1, 2], when: { parameter: 'b', atLeast: 1 } },
    d: { kind: 'categorical', choices: [1, 2] },
  };
  expect(buildGenotype(space, () => 1)).toEqual({ a: 1, d: 1 });
  expect(Object.keys(buildGenotype(space, () => 2))).toEqual(['a', 'b', 'c', 'd']);
});

it.each([
  ['both hold', { a: 2, b: 'x' }, true],
  ['only the first holds', { a: 2, b: 'y' }, false],
  ['only the second holds', { a: 1, b: 'x' }, false],
  ['one parent is inactive', { a: 2 }, false],
])('several conditions, of which %s', (_, chosen, active) => {
  const when = [
    { parameter: 'a', atLeast: 2 },
    { parameter: 'b', oneOf: ['x'] },
  ];
  expect(isActive(when, chosen as never)).toBe(active);
});
