import fc from 'fast-check';
import { type Evaluated } from '../pareto/evaluated';
import { arbitrarySpace, isValid, listAll } from '../problems/arbitrarySpace';
import { type Genotype } from '../spaces/genotype';
import { type Space } from '../spaces/space';
import { type Sampler, type SamplerOptions } from './sampler';

const SEED = 20261124;

/** A search space as the product has them: numbers, categories and conditions, one of them nested. */
const network: Space = {
  depth: { kind: 'integer', low: 1, high: 3 },
  width1: { kind: 'categorical', choices: [8, 16, 32] },
  width2: { kind: 'integer', low: 8, high: 64, step: 8, when: { parameter: 'depth', atLeast: 2 } },
  width3: { kind: 'integer', low: 4, high: 64, log: true, when: { parameter: 'depth', atLeast: 3 } },
  norm: { kind: 'categorical', choices: [true, false], when: { parameter: 'width1', oneOf: [16, 32] } },
  momentum: { kind: 'float', low: 0.5, high: 0.99, when: { parameter: 'norm', oneOf: [true] } },
  rate: { kind: 'float', low: 1e-4, high: 1e-1, log: true },
};

const small: Space = {
  depth: { kind: 'integer', low: 1, high: 2 },
  width: { kind: 'categorical', choices: [8, 16, 32] },
  norm: { kind: 'categorical', choices: [true, false], when: { parameter: 'depth', atLeast: 2 } },
};

/** Two losses that differ from genotype to genotype; about one in eight evaluations fails. */
const evaluate = (genotype: Genotype): Evaluated => {
  const text = JSON.stringify(genotype);
  const hash = [...text].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0, 7);
  if (hash % 8 === 0) return { genotype };
  return {
    genotype,
    losses: [(hash % 997) / 997, Object.keys(genotype).length],
    violation: hash % 5 === 0 ? 1 : 0,
  };
};

const run = (
  sampler: Sampler,
  sizes: readonly number[],
  order = (results: Evaluated[]) => [results],
): Genotype[] =>
  sizes.flatMap((size) => {
    const asked = sampler.ask(size);
    order(asked.map(evaluate)).forEach((part) => sampler.tell(part));
    return asked;
  });

const texts = (genotypes: readonly Genotype[]) => genotypes.map((genotype) => JSON.stringify(genotype));
const sorted = (genotypes: readonly Genotype[]) => texts(genotypes).sort();

export interface ContractOptions {
  /** Whether another seed gives other genotypes (true); a grid has none to draw. */
  readonly seeded?: boolean;
}

/** What every sampler must do, whatever its method: a suite of tests for `jest`. */
export function describeSampler(
  name: string,
  create: (options: SamplerOptions) => Sampler,
  { seeded = true }: ContractOptions = {},
): void {
  const generations = [10, 10, 10, 10, 10, 10];

  describe(`${name} as a sampler`, () => {
    describeGenotypes(create, generations);
    describeDeterminism(create, generations, seeded);
    describeResults(create);
    describeObjectives(create);
    describeParents(create);
  });
}

function describeGenotypes(
  create: (options: SamplerOptions) => Sampler,
  generations: readonly number[],
): void {
  it('is named as it is listed', () => expect(create({ space: small, seed: 1 }).name).toMatch(/^[a-z0-9]+$/));

  it('asks as many valid genotypes as were wanted, none twice', () => {
    const asked = run(create({ space: network, seed: 1 }), generations);
    expect(asked.filter((genotype) => !isValid(network, genotype))).toEqual([]);
    expect(new Set(texts(asked)).size).toBe(60);
  });

  it(`asks valid genotypes in any space (seed ${SEED})`, () => {
    const property = fc.property(arbitrarySpace({ floats: 'some' }), fc.integer(), (space, seed) => {
      const asked = run(create({ space, seed }), [5, 1, 5, 7, 5]);
      expect(asked.filter((genotype) => !isValid(space, genotype))).toEqual([]);
    });
    fc.assert(property, { seed: SEED, numRuns: 40 });
  });

  it('asks every genotype of a small space once and then none', () => {
    const sampler = create({ space: small, seed: 1 });
    expect(sorted(run(sampler, [4, 4, 4]))).toEqual(sorted(listAll(small)));
    expect(sampler.ask(4)).toEqual([]);
  });

  it(`exhausts any space without floats (seed ${SEED})`, () => {
    const property = fc.property(arbitrarySpace({ floats: 'none' }), fc.integer(), (space, seed) => {
      const all = listAll(space);
      fc.pre(all.length <= 60);
      expect(sorted(run(create({ space, seed }), [7, 80, 5]))).toEqual(sorted(all));
    });
    fc.assert(property, { seed: SEED, numRuns: 25 });
  });

  it('keeps floats to 6 significant digits', () => {
    const rates = run(create({ space: network, seed: 3 }), generations).map(({ rate }) => rate as number);
    expect(rates).toEqual(rates.map((rate) => Number(rate.toPrecision(6))));
  });
}

function describeDeterminism(
  create: (options: SamplerOptions) => Sampler,
  generations: readonly number[],
  seeded: boolean,
): void {
  const reference = (seed: number) => texts(run(create({ space: network, seed }), generations));

  it('repeats itself for a seed', () => expect(reference(7)).toEqual(reference(7)));

  if (seeded) {
    it('differs for another seed', () => expect(reference(8)).not.toEqual(reference(7)));
  } else {
    it('asks the same for every seed', () => expect(reference(8)).toEqual(reference(7)));
  }

  it.each([
    ['in reverse', (results: Evaluated[]) => [[...results].reverse()]],
    ['one at a time', (results: Evaluated[]) => results.map((result) => [result])],
    ['in two parts, the later first', (results: Evaluated[]) => [results.slice(4), results.slice(0, 4)]],
  ])('asks the same when the results of a generation come %s', (_, order) => {
    expect(texts(run(create({ space: network, seed: 7 }), generations, order))).toEqual(reference(7));
  });
}

function describeResults(create: (options: SamplerOptions) => Sampler): void {
  const first = { depth: 2, width: 16, norm: true };
  const second = { depth: 1, width: 32 };

  it('asks the initial genotypes first, in their order, each once', () => {
    const sampler = create({ space: small, seed: 1, initial: [first, second, first] });
    expect(sampler.ask(1)).toEqual([first]);
    expect(sampler.ask(3)[0]).toEqual(second);
  });

  it('does not ask what it was told without asking', () => {
    const sampler = create({ space: small, seed: 1, initial: [first] });
    sampler.tell([first, second].map(evaluate));
    const rest = listAll(small).filter(
      (genotype) => ![first, second].some((told) => texts([told])[0] === texts([genotype])[0]),
    );
    expect(sorted(sampler.ask(20))).toEqual(sorted(rest));
  });

  it('goes on when every evaluation failed', () => {
    const sampler = create({ space: network, seed: 1 });
    for (let round = 0; round < 4; round++) sampler.tell(sampler.ask(10).map((genotype) => ({ genotype })));
    expect(sampler.ask(10)).toHaveLength(10);
  });

  it('goes on when only some results are back', () => {
    const sampler = create({ space: network, seed: 1 });
    for (let round = 0; round < 4; round++) sampler.tell(sampler.ask(10).slice(round).map(evaluate));
    expect(sampler.ask(10)).toHaveLength(10);
  });

  it('goes on when constraints are known without losses', () => {
    const sampler = create({ space: network, seed: 1 });
    for (let round = 0; round < 4; round++) {
      sampler.tell(sampler.ask(10).map((genotype, index) => ({ genotype, violation: index % 3 })));
    }
    expect(sampler.ask(10)).toHaveLength(10);
  });

  it('refuses what it cannot use', () => {
    const sampler = create({ space: small, seed: 1 });
    expect(sampler.ask(0)).toEqual([]);
    expect(() => sampler.ask(-1)).toThrow('count');
    expect(() => sampler.ask(1.5)).toThrow('count');
    expect(() => sampler.tell([{ genotype: first, losses: [1, NaN] }])).toThrow('losses');
    expect(() => sampler.tell([{ genotype: { ...first, depth: 1 } }])).toThrow('norm');
    sampler.tell([{ genotype: first, losses: [1, 2] }]);
    expect(() => sampler.tell([{ genotype: second, losses: [1] }])).toThrow('losses');
    expect(() => create({ space: {}, seed: 1 })).toThrow('no parameters');
    expect(() => create({ space: small, seed: 0.5 })).toThrow('seed');
    expect(() => create({ space: small, seed: 1, initial: [{ depth: 9 }] })).toThrow('depth');
  });

  it.each<[string, Evaluated[]]>([
    ['no losses', [{ genotype: first, losses: [] }]],
    [
      'two numbers of losses',
      [first, second].map((genotype, i) => ({ genotype, losses: i === 0 ? [1] : [1, 2] })),
    ],
    [
      'a genotype outside the space',
      [
        { genotype: first, losses: [1] },
        { genotype: { depth: 9 }, losses: [1] },
      ],
    ],
  ])('keeps nothing of results that it refused: %s', (_, refused) => {
    const sampler = create({ space: small, seed: 1 });
    const untouched = create({ space: small, seed: 1 });
    expect(() => sampler.tell(refused)).toThrow();
    for (const each of [sampler, untouched]) each.tell([{ genotype: first, losses: [1, 2] }]);
    expect(texts(sampler.ask(20))).toEqual(texts(untouched.ask(20)));
  });
}

function describeObjectives(create: (options: SamplerOptions) => Sampler): void {
  it.each([1, 2, 3, 5])('takes %d objectives', (objectives) => {
    const sampler = create({ space: network, seed: 1 });
    for (let round = 0; round < 4; round++) {
      const asked = sampler.ask(10);
      expect(asked).toHaveLength(10);
      sampler.tell(
        asked.map((genotype, index) => ({
          genotype,
          losses: Array.from({ length: objectives }, (_, objective) => (index * (objective + 3)) % 7),
        })),
      );
    }
  });

  it('takes results of which all are equally good', () => {
    const sampler = create({ space: network, seed: 1 });
    for (let round = 0; round < 4; round++) {
      sampler.tell(sampler.ask(10).map((genotype) => ({ genotype, losses: [1, 1] })));
    }
    expect(sampler.ask(10)).toHaveLength(10);
  });
}

function describeParents(create: (options: SamplerOptions) => Sampler): void {
  it('names as parents only genotypes that it was told before', () => {
    const sampler = create({ space: network, seed: 1 });
    const told = new Set<string>();
    for (let round = 0; round < 5; round++) {
      const asked = sampler.ask(10);
      const parents = asked
        .map((genotype) => sampler.parentOf?.(genotype))
        .filter((each) => each !== undefined);
      expect(texts(parents).filter((parent) => !told.has(parent))).toEqual([]);
      texts(asked).forEach((text) => told.add(text));
      sampler.tell(asked.map(evaluate));
    }
  });

  it('names no parent of initial and of foreign genotypes, and names it alike for an equal genotype', () => {
    const sampler = create({ space: network, seed: 1, initial: [{ depth: 1, width1: 8, rate: 0.01 }] });
    const [initial, ...drawn] = sampler.ask(10);
    const foreign = { depth: 1, width1: 8, rate: 0.02 };
    sampler.tell([initial, ...drawn, foreign].map((genotype) => ({ ...evaluate(genotype), losses: [1, 2] })));
    expect(sampler.parentOf?.(initial)).toBeUndefined();
    expect(sampler.parentOf?.(foreign)).toBeUndefined();
    for (const child of sampler.ask(10)) {
      const copy = Object.fromEntries(Object.entries(child).reverse());
      expect(sampler.parentOf?.(copy)).toBe(sampler.parentOf?.(child));
    }
  });
}
