import fc from 'fast-check';
import { arbitrarySpace, isValid } from '../problems/arbitrarySpace';
import { createRandomSource } from '../random/random';
import { drawGenotype } from '../spaces/drawGenotype';
import { type Space } from '../spaces/space';
import { breed } from './breed';

const space: Space = {
  depth: { kind: 'integer', low: 1, high: 2 },
  width1: { kind: 'categorical', choices: [8, 16, 32] },
  width2: { kind: 'categorical', choices: [8, 16, 32], when: { parameter: 'depth', atLeast: 2 } },
};
const shallow = { depth: 1, width1: 8 };
const deep = { depth: 2, width1: 32, width2: 32 };
const rates = { crossoverRate: 1, crossoverIndex: 15, mutationRate: 0, mutationIndex: 20 };

it('makes valid children in any space (seed 29)', () => {
  const property = fc.property(arbitrarySpace({ floats: 'some' }), fc.integer(), (any, seed) => {
    const random = createRandomSource(seed);
    const parents = [drawGenotype(any, random), drawGenotype(any, random)] as const;
    const children = breed(any, parents, { ...rates, mutationRate: 0.3, random });
    expect(children.filter((child) => !isValid(any, child))).toEqual([]);
  });
  fc.assert(property, { seed: 29, numRuns: 300 });
});

it('repeats the parents without crossover and mutation', () => {
  const random = createRandomSource(1);
  expect(breed(space, [shallow, deep], { ...rates, crossoverRate: 0, random })).toEqual([shallow, deep]);
});

it('takes genes of the parents only, without mutation, and mixes them', () => {
  const random = createRandomSource(1);
  const children = Array.from({ length: 50 }, () =>
    breed(space, [shallow, deep], { ...rates, random }),
  ).flat();
  const kinds = [...new Set(children.map((child) => JSON.stringify(child)))].sort();
  expect(kinds).toEqual([
    '{"depth":1,"width1":32}',
    '{"depth":1,"width1":8}',
    '{"depth":2,"width1":32,"width2":32}',
    '{"depth":2,"width1":8,"width2":32}',
  ]);
});

it('draws a gene that neither parent has', () => {
  const random = createRandomSource(1);
  const options = { ...rates, mutationRate: 0.5, random };
  const children = Array.from({ length: 100 }, () => breed(space, [shallow, shallow], options)).flat();
  expect(new Set(children.flatMap(({ width2 }) => width2 ?? []))).toEqual(new Set([8, 16, 32]));
});

it('mutates one gene in n unless told otherwise', () => {
  const random = createRandomSource(1);
  const options = { crossoverRate: 0, crossoverIndex: 15, mutationIndex: 20, random };
  const wide: Space = Object.fromEntries(
    [...'abcdefghij'].map((name) => [name, { kind: 'categorical', choices: [0, 1] }]),
  );
  const zero = Object.fromEntries(Object.keys(wide).map((name) => [name, 0]));
  const children = Array.from({ length: 500 }, () => breed(wide, [zero, zero], options)).flat();
  const mutated = children.flatMap((child) => Object.values(child).filter((value) => value === 1)).length;
  expect(Math.abs(mutated - 1000)).toBeLessThan(120);
});
