import { type Losses } from '../pareto/losses';
import { type Sampler } from '../samplers/sampler';
import { type Space } from '../spaces/space';

/** A test function over real numbers, all minimised. */
export interface Problem {
  readonly space: Space;
  evaluate(values: readonly number[]): Losses;
}

/** `count` numbers in `[0, 1]`, named x1, x2, ... */
export function unitCube(count: number): Space {
  const names = Array.from({ length: count }, (_, index) => `x${index + 1}`);
  return Object.fromEntries(names.map((name) => [name, { kind: 'float', low: 0, high: 1 }]));
}

/** Runs `generations` of `size` evaluations; returns the losses of all, generation by generation. */
export function optimise(
  sampler: Sampler,
  problem: Problem,
  { generations, size }: { generations: number; size: number },
): Losses[][] {
  return Array.from({ length: generations }, () => {
    const results = sampler.ask(size).map((genotype) => ({
      genotype,
      losses: problem.evaluate(Object.values(genotype) as number[]),
    }));
    sampler.tell(results);
    return results.map(({ losses }) => losses);
  });
}
