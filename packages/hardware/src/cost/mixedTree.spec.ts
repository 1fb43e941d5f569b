import { layerLevels, mixedTree } from './mixedTree';

describe('mixedTree', () => {
  it.each([
    { terms: 1, levels: 0, adders: 0, why: 'nothing to add' },
    { terms: 2, levels: 1, adders: 1, why: 'one adder' },
    { terms: 3, levels: 2, adders: 1, why: 'one three-input adder takes the two levels of two adders' },
    { terms: 4, levels: 2, adders: 3, why: 'two levels are full with two-input adders' },
    { terms: 4, levels: 3, adders: 2, why: 'three terms in two levels, then the fourth' },
    { terms: 9, levels: 4, adders: 4, why: 'three-input adders only' },
    { terms: 16, levels: 4, adders: 15, why: 'four levels are full with two-input adders' },
  ])('adds $terms terms in $levels levels with $adders adders: $why', ({ terms, levels, adders }) => {
    expect(mixedTree(terms, levels).adders).toBe(adders);
  });
});

describe('layerLevels', () => {
  it.each([
    { terms: [16, 3], radix: 2, levels: 4, why: 'binary trees gain nothing from depth' },
    { terms: [16], radix: 3, levels: 5, why: '15 adders become 8; a level more saves none' },
    { terms: [9], radix: 3, levels: 4, why: 'three-input adders only, already' },
    { terms: [], radix: 3, levels: 0, why: 'nothing to add' },
  ] as const)('of $terms with $radix inputs are $levels: $why', ({ terms, radix, levels }) => {
    expect(layerLevels(terms, radix)).toBe(levels);
  });
});
