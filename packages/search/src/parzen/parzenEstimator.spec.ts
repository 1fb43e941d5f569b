import fc from 'fast-check';
import { listValues } from '../problems/arbitrarySpace';
import { createRandomSource } from '../random/random';
import { type Choice, type Parameter } from '../spaces/space';
import { type Density } from './density';
import { parzenEstimator } from './parzenEstimator';

const width: Parameter = { kind: 'integer', low: 8, high: 64, step: 8 };
const log: Parameter = { kind: 'integer', low: 1, high: 30, log: true };
const norm: Parameter = { kind: 'categorical', choices: ['none', 'batch', 'layer'] };
const probability = (density: Density, value: Choice) => Math.exp(density.logDensity(value));
const total = (parameter: Parameter, density: Density) =>
  listValues(parameter).reduce<number>((sum, value) => sum + probability(density, value), 0);

it.each([
  ['none', 1 / 7],
  ['batch', 4 / 7],
  ['layer', 2 / 7],
])('gives %s one more than its count over the count and the choices', (choice, expected) => {
  const density = parzenEstimator(norm, ['batch', 'layer', 'batch', 'batch']);
  expect(probability(density, choice)).toBeCloseTo(expected, 12);
});

it('is even over categories without observations', () => {
  const density = parzenEstimator(norm, []);
  expect(['none', 'batch', 'layer'].map((choice) => probability(density, choice))).toEqual([
    1 / 3,
    1 / 3,
    1 / 3,
  ]);
});

it.each([
  ['steps', width],
  ['a log scale', log],
  ['categories', norm],
])('sums to 1 over %s, whatever was observed (seed 37)', (_, parameter) => {
  const observed = fc.array(fc.constantFrom(...listValues(parameter)), { maxLength: 30 });
  const property = fc.property(observed, (values) => {
    expect(total(parameter, parzenEstimator(parameter, values))).toBeCloseTo(1, 5);
  });
  fc.assert(property, { seed: 37 });
});

it('integrates to 1 over a float range', () => {
  const density = parzenEstimator({ kind: 'float', low: 0, high: 1 }, [0, 0.1, 0.1, 0.75]);
  const cells = Array.from({ length: 2000 }, (_, index) => probability(density, (index + 0.5) / 2000) / 2000);
  expect(cells.reduce((a, b) => a + b)).toBeCloseTo(1, 4);
});

it('is the mean of the prior and of one kernel per observation', () => {
  // Range 1, observed 0.4: the prior has mean 0.5 and deviation 1. The kernel's only gap is 0.1, but it is not
  // finer than 1 / 3, one over the kernels and one. Both cut off at 0 and 1.
  const density = parzenEstimator({ kind: 'float', low: 0, high: 1 }, [0.4]);
  const prior = 0.398942 / 0.382925; // phi(0) / (Phi(0.5) - Phi(-0.5))
  const kernel = 0.398942 / (1 / 3) / (0.96407 - 0.11507); // phi(0) / deviation / (Phi(1.8) - Phi(-1.2))
  const priorThere = (0.396953 / 0.398942) * prior; // phi(0.1)
  expect(probability(density, 0.4)).toBeCloseTo((priorThere + kernel) / 2, 4);
});

it('samples by its own density', () => {
  for (const [parameter, observed] of [
    [width, [8, 8, 16, 64]],
    [log, [1, 2, 2, 20]],
    [norm, ['none', 'none']],
  ] as const) {
    const density = parzenEstimator(parameter, observed);
    const random = createRandomSource(1);
    const drawn = Array.from({ length: 10_000 }, () => density.sample(random));
    for (const value of listValues(parameter)) {
      const share = drawn.filter((each) => each === value).length / 10_000;
      expect(Math.abs(share - probability(density, value))).toBeLessThan(0.02);
    }
  }
});

it('has one value to give where the range has one', () => {
  const density = parzenEstimator({ kind: 'float', low: 2, high: 2 }, [2, 2]);
  expect(density.sample(createRandomSource(1))).toBe(2);
  expect(Number.isFinite(density.logDensity(2))).toBe(true);
});
