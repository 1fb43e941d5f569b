import fc from 'fast-check';
import { arbitrarySpace, listAll } from '../problems/arbitrarySpace';
import { createRandomSource } from '../random/random';
import { createUnseenFinder, listGenotypes } from './enumeration';
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
  const find = createUnseenFinder(space, seen, createRandomSource(1));
  expect(find()).toEqual(last);
  seen.add(genotypeKey(last));
  expect(find()).toBeUndefined();
});

it('finds all in turn, also those of floats when the list starts anew', () => {
  const mixed: Space = { a: { kind: 'categorical', choices: [1, 2] }, b: { kind: 'float', low: 0, high: 1 } };
  for (const [each, count] of [
    [space, 3],
    [mixed, 40],
  ] as const) {
    const seen = new Set<string>();
    const find = createUnseenFinder(each, seen, createRandomSource(1));
    for (let turn = 0; turn < count; turn++) seen.add(genotypeKey(find()!));
    expect(seen.size).toBe(count);
  }
});

it('finds one in a space too large to list', () => {
  const huge: Space = {
    a: { kind: 'integer', low: 0, high: 2 ** 50 },
    b: { kind: 'float', low: 0, high: 1 },
  };
  expect(createUnseenFinder(huge, new Set(), createRandomSource(1))()).toBeDefined();
});
