import fc from 'fast-check';
import { arbitrarySpace, listAll } from '../problems/arbitrarySpace';
import { createRandomSource } from '../random/random';
import { findUnseen, listGenotypes } from './enumeration';
import type { Genotype } from './genotype';
import { genotypeKey } from './genotype';
import { type Space } from './space';

const keys = (genotypes: Iterable<Genotype>) => [...genotypes].map(genotypeKey).sort();

const space: Space = {
  depth: { kind: 'integer', low: 1, high: 2 },
  norm: { kind: 'categorical', choices: ['none', 'batch'], when: { parameter: 'depth', atLeast: 2 } },
};
const all: Genotype[] = [{ depth: 1 }, { depth: 2, norm: 'none' }, { depth: 2, norm: 'batch' }];

it('lists the genotypes of a conditional space', () => {
  expect(keys(listGenotypes(space, createRandomSource(1)))).toEqual(keys(all));
});

it('lists what the filtered product holds, once (seed 5)', () => {
  const property = fc.property(arbitrarySpace({ floats: 'none' }), (any) => {
    const expected = listAll(any);
    fc.pre(expected.length < 3000);
    expect(keys(listGenotypes(any, createRandomSource(1)))).toEqual(keys(expected));
  });
  fc.assert(property, { seed: 5 });
});

it('finds the one that is left and then nothing', () => {
  const [last, ...others] = all;
  const seen = new Set(others.map(genotypeKey));
  expect(findUnseen(space, seen, createRandomSource(1))).toEqual(last);
  expect(findUnseen(space, seen.add(genotypeKey(last)), createRandomSource(1))).toBeUndefined();
});

it('finds one in a space too large to list', () => {
  const huge: Space = {
    a: { kind: 'integer', low: 0, high: 2 ** 50 },
    b: { kind: 'float', low: 0, high: 1 },
  };
  expect(findUnseen(huge, new Set(), createRandomSource(1))).toBeDefined();
});
