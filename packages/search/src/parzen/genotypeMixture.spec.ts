import fc from 'fast-check';
import { arbitrarySpace, isValid, listAll, listValues } from '../problems/arbitrarySpace';
import { createRandomSource, type Random } from '../random/random';
import { type Genotype } from '../spaces/genotype';
import { type Choice, type Parameter, type Space } from '../spaces/space';
import { createGenotypeMixture } from './genotypeMixture';

const width: Parameter = { kind: 'integer', low: 8, high: 64, step: 8 };
const log: Parameter = { kind: 'integer', low: 1, high: 30, log: true };
const norm: Parameter = { kind: 'categorical', choices: ['none', 'batch', 'layer'] };

/** The mixture of one parameter. */
const estimate = (parameter: Parameter, observed: readonly Choice[]) => {
  const mixture = createGenotypeMixture(
    { p: parameter },
    observed.map((p) => ({ p })),
  );
  return {
    probability: (p: Choice) => Math.exp(mixture.logDensity({ p })),
    sample: (random: Random) => mixture.sample(random).p,
  };
};
const total = (parameter: Parameter, observed: readonly Choice[]) =>
  listValues(parameter).reduce<number>((sum, p) => sum + estimate(parameter, observed).probability(p), 0);

it('gives a category most of its kernel and spreads the rest', () => {
  // Two kernels, so a share of 1 / 3 over all: with three choices a kernel's own has (1 + 1/3) / 2, another (1/3) / 2.
  const { probability } = estimate(norm, ['batch', 'layer']);
  expect(probability('none')).toBeCloseTo((1 / 6 + 1 / 6 + 1 / 3) / 3, 12);
  expect(probability('batch')).toBeCloseTo((2 / 3 + 1 / 6 + 1 / 3) / 3, 12);
});

it('is even over categories without observations', () => {
  const { probability } = estimate(norm, []);
  for (const choice of ['none', 'batch', 'layer']) expect(probability(choice)).toBeCloseTo(1 / 3, 12);
});

it.each([
  ['steps', width],
  ['a log scale', log],
  ['categories', norm],
])('sums to 1 over %s, whatever was observed (seed 37)', (_, parameter) => {
  const observed = fc.array(fc.constantFrom(...listValues(parameter)), { maxLength: 30 });
  const property = fc.property(observed, (values) => {
    expect(total(parameter, values)).toBeCloseTo(1, 5);
  });
  fc.assert(property, { seed: 37 });
});

it('integrates to 1 over a float range', () => {
  const { probability } = estimate({ kind: 'float', low: 0, high: 1 }, [0, 0.1, 0.1, 0.75]);
  const cells = Array.from({ length: 2000 }, (_, index) => probability((index + 0.5) / 2000) / 2000);
  expect(cells.reduce((a, b) => a + b)).toBeCloseTo(1, 4);
});

it('is the mean of the prior and of one kernel per observation', () => {
  // Range 1: the prior has mean 0.5 and deviation 1. The two kernels' gap is 0.1, but they are not finer than 1 / 4,
  // one over the kernels with the prior and one. All cut off at 0 and 1.
  const { probability } = estimate({ kind: 'float', low: 0, high: 1 }, [0.4, 0.5]);
  const prior = 0.396953 / 0.382925; // phi(0.1) / (Phi(0.5) - Phi(-0.5))
  const near = 0.398942 / (1 / 4) / (0.991802 - 0.054799); // phi(0) / deviation / (Phi(2.4) - Phi(-1.6))
  const far = 0.36827 / (1 / 4) / (0.97725 - 0.02275); // phi(0.4) / deviation / (Phi(2) - Phi(-2))
  expect(probability(0.4)).toBeCloseTo((prior + near + far) / 3, 4);
});

it('has a single kernel reach to the farther bound', () => {
  // Mean 0.1, deviation 0.9.
  const { probability } = estimate({ kind: 'float', low: 0, high: 1 }, [0.1]);
  const kernel = 0.398942 / 0.9 / (0.841345 - 0.455764); // phi(0) / 0.9 / (Phi(1) - Phi(-1 / 9))
  const prior = 0.36827 / 0.382925; // phi(0.4) / (Phi(0.5) - Phi(-0.5))
  expect(probability(0.1)).toBeCloseTo((kernel + prior) / 2, 4);
});

it('keeps values together that were observed together', () => {
  const space: Space = { a: norm, b: norm };
  const mixture = createGenotypeMixture(space, [
    { a: 'none', b: 'none' },
    { a: 'batch', b: 'batch' },
  ]);
  const density = (genotype: Genotype) => Math.exp(mixture.logDensity(genotype));
  // A kernel gives its own choice 2/3 and another 1/6, the prior 1/3 each.
  expect(density({ a: 'none', b: 'none' })).toBeCloseTo((4 / 9 + 1 / 36 + 1 / 9) / 3, 12);
  expect(density({ a: 'none', b: 'batch' })).toBeCloseTo((1 / 9 + 1 / 9 + 1 / 9) / 3, 12);
});

it('sums to 1 over the genotypes of any conditional space without floats (seed 41)', () => {
  const property = fc.property(
    arbitrarySpace({ floats: 'none' }),
    fc.infiniteStream(fc.nat()),
    (space, places) => {
      const all = listAll(space);
      fc.pre(all.length <= 400);
      const observed = [...places.take(5)].map((place) => all[place % all.length]);
      const mixture = createGenotypeMixture(space, observed);
      const sum = all.reduce((so, genotype) => so + Math.exp(mixture.logDensity(genotype)), 0);
      expect(sum).toBeCloseTo(1, 5);
    },
  );
  fc.assert(property, { seed: 41, numRuns: 50 });
});

it('draws whole genotypes of the space', () => {
  const space: Space = { a: norm, b: { ...width, when: { parameter: 'a', oneOf: ['batch'] } } };
  const mixture = createGenotypeMixture(space, [{ a: 'none' }, { a: 'batch', b: 16 }]);
  const random = createRandomSource(3);
  const drawn = Array.from({ length: 500 }, () => mixture.sample(random));
  expect(drawn.filter((genotype) => !isValid(space, genotype))).toEqual([]);
  const batch = drawn.filter(({ a }) => a === 'batch').length / 500;
  expect(Math.abs(batch - (1 / 6 + 2 / 3 + 1 / 3) / 3)).toBeLessThan(0.07);
});

it('samples by its own density', () => {
  for (const [parameter, observed] of [
    [width, [8, 8, 16, 64]],
    [log, [1, 2, 2, 20]],
    [norm, ['none', 'none']],
  ] as const) {
    const { probability, sample } = estimate(parameter, observed);
    const random = createRandomSource(1);
    const drawn = Array.from({ length: 10_000 }, () => sample(random));
    for (const value of listValues(parameter)) {
      const share = drawn.filter((each) => each === value).length / 10_000;
      expect(Math.abs(share - probability(value))).toBeLessThan(0.02);
    }
  }
});

it('has one value to give where the range has one', () => {
  const { probability, sample } = estimate({ kind: 'float', low: 2, high: 2 }, [2, 2]);
  expect(sample(createRandomSource(1))).toBe(2);
  expect(probability(2)).toBeCloseTo(1, 12);
});
