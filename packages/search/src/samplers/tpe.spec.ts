import { hypervolume } from '../pareto/hypervolume';
import { branin } from '../problems/branin';
import { optimise, type Problem } from '../problems/problem';
import { zdt1 } from '../problems/zdt';
import { type Space } from '../spaces/space';
import { describeSampler } from './contract';
import { createRandom } from './random';
import { type Sampler, type SamplerOptions } from './sampler';
import { createTpe } from './tpe';

describeSampler('tpe', createTpe);

describe('TPE', () => {
  const seeds = Array.from({ length: 5 }, (_, index) => index + 1);
  const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];
  const medianOf = (
    create: (options: SamplerOptions) => Sampler,
    problem: Problem,
    { score, size }: { score: (losses: readonly (readonly number[])[]) => number; size: number },
  ) =>
    median(
      seeds.map((seed) =>
        score(
          optimise(create({ space: problem.space, seed }), problem, { generations: 80 / size, size }).flat(),
        ),
      ),
    );

  it.each([1, 4])('comes twice nearer to the minimum of Branin than chance, asked %d at a time', (size) => {
    const score = (losses: readonly (readonly number[])[]) =>
      Math.min(...losses.map(([loss]) => loss)) - 0.397887;
    const [tpe, chance] = [createTpe, createRandom].map((create) =>
      medianOf(create, branin, { score, size }),
    );
    expect(tpe).toBeGreaterThan(0);
    expect(tpe).toBeLessThan(chance / 2);
  });

  it('finds a larger front than chance with two objectives', () => {
    const problem = { ...zdt1, space: Object.fromEntries(Object.entries(zdt1.space).slice(0, 4)) };
    const score = (losses: readonly (readonly number[])[]) => hypervolume(losses, [1.1, 10]);
    const [tpe, chance] = [createTpe, createRandom].map((create) =>
      medianOf(create, problem, { score, size: 1 }),
    );
    expect(tpe).toBeGreaterThan(chance + 0.5);
  });

  it('learns a parameter from those results where it was active', () => {
    const space: Space = {
      depth: { kind: 'integer', low: 1, high: 2 },
      width: { kind: 'float', low: 0, high: 1, when: { parameter: 'depth', atLeast: 2 } },
    };
    const sampler = createTpe({ space, seed: 1 });
    sampler.tell(
      Array.from({ length: 41 }, (_, index) => {
        const width = index / 40;
        return { genotype: { depth: 2, width }, losses: [Math.abs(width - 0.8)] };
      }),
    );
    const asked = sampler.ask(12).filter(({ depth }) => depth === 2);
    expect(asked.length).toBeGreaterThanOrEqual(11); // depth 1 was never seen and has but one genotype
    expect(asked.filter(({ width }) => Math.abs(Number(width) - 0.8) < 0.2).length).toBeGreaterThanOrEqual(
      10,
    );
  });

  it('learns which values go together', () => {
    const space: Space = {
      x: { kind: 'categorical', choices: ['a', 'b', 'c', 'd'] },
      y: { kind: 'categorical', choices: ['a', 'b', 'c', 'd'] },
      z: { kind: 'float', low: 0, high: 1 },
    };
    const told = Array.from({ length: 80 }, (_, index) => {
      const genotype = { x: 'abcd'[index % 4], y: 'abcd'[(index >> 2) % 4], z: index / 80 };
      return { genotype, losses: [genotype.x === genotype.y ? 0 : 1] };
    });
    const sampler = createTpe({ space, seed: 1 });
    sampler.tell(told);
    const asked = sampler.ask(20);
    // By chance 5 of 20; a model of one parameter at a time sees no difference between the letters.
    expect(asked.filter(({ x, y }) => x === y).length).toBeGreaterThan(14);
  });

  it.each([
    [1, true, 'keeps them together'],
    [2, false, 'recombines them'],
  ])('with %d objectives models the parameters together: %s, and %s', (objectives, together) => {
    const letters: Space[string] = { kind: 'categorical', choices: ['a', 'b', 'c', 'd'] };
    const space: Space = { x: letters, y: letters, z: { kind: 'float', low: 0, high: 1 } };
    // The good ones, all on one front, are aa and bb; the others have no such letter.
    const told = Array.from({ length: 60 }, (_, index) => {
      const good = index % 10 === 0;
      const [x, y] = good ? (index % 20 === 0 ? 'aa' : 'bb') : ['cc', 'cd', 'dc', 'dd'][index % 4];
      const losses = good ? [index / 60, -index / 60] : [5, 5];
      return { genotype: { x, y, z: index / 60 }, losses: objectives === 1 ? [good ? 0 : 5] : losses };
    });
    const mixed = (joint?: boolean) => {
      const sampler = createTpe({ space, seed: 1, ...(joint !== undefined && { joint }) });
      sampler.tell(told);
      return sampler.ask(12).filter(({ x, y }) => `${x}${y}` === 'ab' || `${x}${y}` === 'ba').length;
    };
    expect(mixed()).toBe(mixed(together));
    expect(mixed(false)).toBeGreaterThan(mixed(true) + 2);
  });

  it('does not forget the best of thousands of results', () => {
    const space: Space = { x: { kind: 'float', low: 0, high: 1 }, y: { kind: 'float', low: 0, high: 1 } };
    const sampler = createTpe({ space, seed: 1 });
    const told = (count: number, at: number, loss: number) =>
      Array.from({ length: count }, (_, index) => ({
        genotype: { x: at + index / 1e5, y: at },
        losses: [loss + index / 1e5],
      }));
    // First 25 near 0.2, then 3000 near 0.7.
    sampler.tell(told(25, 0.2, 0));
    sampler.ask(1);
    sampler.tell(told(3000, 0.7, 5));
    const asked = sampler.ask(10);
    expect(asked.filter(({ x, y }) => Number(x) < 0.5 && Number(y) < 0.5).length).toBeGreaterThanOrEqual(8);
  });

  it('spreads parallel asks, as pending ones count as bad', () => {
    const space: Space = {
      x: { kind: 'categorical', choices: ['a', 'b', 'c', 'd'] },
      y: { kind: 'float', low: 0, high: 1 },
    };
    const told = Array.from({ length: 40 }, (_, index) => ({
      genotype: { x: ['a', 'b', 'c', 'd'][index % 4], y: index / 40 },
      losses: [index % 4],
    }));
    const sampler = createTpe({ space, seed: 1 });
    sampler.tell(told);
    const asked = sampler.ask(60).map(({ x }) => x);
    expect(asked[0]).toBe('a');
    expect(new Set(asked).size).toBeGreaterThan(1);
  });

  it('avoids where evaluations fail', () => {
    const space: Space = {
      x: { kind: 'categorical', choices: ['fails', 'works', 'works too'] },
      y: { kind: 'float', low: 0, high: 1 },
    };
    const sampler = createTpe({ space, seed: 1 });
    const asked = Array.from({ length: 60 }, () => {
      const [genotype] = sampler.ask(1);
      sampler.tell([genotype.x === 'fails' ? { genotype } : { genotype, losses: [Number(genotype.y)] }]);
      return genotype.x;
    });
    expect(asked.slice(30).filter((x) => x === 'fails').length).toBeLessThan(6); // 10 of 30 by chance
  });

  it('refuses a bad startup or number of candidates', () => {
    expect(() => createTpe({ space: branin.space, seed: 1, startup: 0 })).toThrow('startup');
    expect(() => createTpe({ space: branin.space, seed: 1, candidates: 1.5 })).toThrow('candidates');
  });
});
