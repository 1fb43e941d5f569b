import { createRandom } from '../samplers/random';
import { type Genotype } from '../spaces/genotype';
import { type Space } from '../spaces/space';
import { parameterImportance } from './parameterImportance';

const float = { kind: 'float', low: 0, high: 1 } as const;
const additive: Space = {
  a: float,
  b: float,
  c: { kind: 'categorical', choices: ['x', 'y'] },
  idle: float,
};

const importanceOf = (space: Space, value: (genotype: Genotype) => number, count = 300) => {
  const genotypes = createRandom({ space, seed: 5 }).ask(count);
  return parameterImportance(
    space,
    genotypes.map((genotype) => ({ genotype, value: value(genotype) })),
    { seed: 1 },
  )!;
};

it('gives the parameters of a sum their shares of its variance', () => {
  // 3a has variance 9/12, b 1/12, the category 1/4: of 13/12 in all these are 0.692, 0.077 and 0.231.
  const { alone, together } = importanceOf(
    additive,
    ({ a, b, c }) => 3 * Number(a) + Number(b) + (c === 'x' ? 1 : 0),
  );
  expect(Math.abs(alone.a - 9 / 13)).toBeLessThan(0.05);
  expect(Math.abs(alone.b - 1 / 13)).toBeLessThan(0.05);
  expect(Math.abs(alone.c - 3 / 13)).toBeLessThan(0.05);
  expect(alone.idle).toBeLessThan(0.01);
  expect(together).toBeLessThan(0.05);
});

it('gives a pure interaction to none alone', () => {
  // (a - 1/2)(b - 1/2) has mean 0 whatever a or b is.
  const { alone, together } = importanceOf(
    { a: float, b: float },
    ({ a, b }) => (Number(a) - 0.5) * (Number(b) - 0.5),
  );
  expect(alone.a + alone.b).toBeLessThan(0.15);
  expect(together).toBeGreaterThan(0.85);
});

it('has a place for parameters that are not always there', () => {
  const space: Space = {
    method: { kind: 'categorical', choices: ['plain', 'tuned'] },
    rate: { ...float, when: { parameter: 'method', oneOf: ['tuned'] } },
    idle: { ...float, when: { parameter: 'method', oneOf: ['plain'] } },
  };
  const { alone } = importanceOf(space, ({ rate = 0 }) => Math.abs(Number(rate) - 0.5) * 4);
  // Absent 0 -> 2, else uniform in [0, 2]: variance 1/4 of the method and 1/6 within the half where it is tuned.
  // The rate with its absence explains all, the method 3/5, and so does the presence of the idle one.
  expect(Math.abs(alone.rate - 1)).toBeLessThan(0.06);
  expect(Math.abs(alone.method - 3 / 5)).toBeLessThan(0.06);
  expect(Math.abs(alone.idle - 3 / 5)).toBeLessThan(0.06);
});

it('reads a log scale as the space draws it', () => {
  const space: Space = { rate: { kind: 'float', low: 1e-4, high: 1, log: true }, idle: float };
  const { alone } = importanceOf(space, ({ rate }) => Math.log10(Number(rate)));
  expect(alone.rate).toBeGreaterThan(0.95);
});

it('repeats itself for a seed', () => {
  const value = ({ a, b }: Genotype) => Number(a) * Number(b);
  expect(importanceOf(additive, value, 60)).toEqual(importanceOf(additive, value, 60));
});

it('does not judge too few results, or equal ones', () => {
  const genotypes = createRandom({ space: additive, seed: 1 }).ask(9);
  const equal = genotypes.map((genotype) => ({ genotype, value: 1 }));
  expect(parameterImportance(additive, equal, { seed: 1 })).toBeUndefined();
  const few = genotypes.slice(0, 3).map((genotype, value) => ({ genotype, value }));
  expect(parameterImportance(additive, few, { seed: 1 })).toBeUndefined();
});
