import { createRandomSource } from '../random/random';
import { type Choice, type Parameter } from '../spaces/space';
import { mutateGene } from './mutateGene';

const mutations = (parameter: Parameter, value: Choice) => {
  const random = createRandomSource(1);
  return Array.from({ length: 200 }, () => mutateGene(parameter, value, { index: 20, random }));
};

it.each<[string, Parameter, Choice, Choice[]]>([
  ['a category to any other', { kind: 'categorical', choices: ['a', 'b', 'c'] }, 'b', ['a', 'c']],
  ['a boolean to the other', { kind: 'categorical', choices: [true, false] }, true, [false]],
  ['the low end of a short range up', { kind: 'integer', low: 1, high: 4 }, 1, [2]],
  ['an integer by its step', { kind: 'integer', low: 8, high: 24, step: 8 }, 16, [8, 24]],
  ['a log integer to a neighbour', { kind: 'integer', low: 1, high: 3, log: true }, 2, [1, 3]],
  ['the only value to itself', { kind: 'integer', low: 5, high: 5 }, 5, [5]],
  ['the only choice to itself', { kind: 'categorical', choices: ['a'] }, 'a', ['a']],
])('mutates %s', (_, parameter, value, reached) => {
  expect([...new Set(mutations(parameter, value))].sort()).toEqual([...reached].sort());
});

it('moves far in a long range now and then, near mostly', () => {
  const steps = mutations({ kind: 'integer', low: 0, high: 1000 }, 500).map((value) =>
    Math.abs(Number(value) - 500),
  );
  expect(steps.filter((step) => step === 0)).toEqual([]);
  expect(Math.max(...steps)).toBeGreaterThan(80);
  expect(steps.filter((step) => step < 50).length).toBeGreaterThan(100);
});
