import {
  createNsga2,
  hypervolume,
  islandSeed,
  mergeFronts,
  type Evaluated,
  type Genotype,
} from '@nx-codesign/search';
import type { Problem } from '@nx-codesign/search/testing';

/** How many trials there are in all, and how they are shared. */
export interface Division {
  readonly trials: number;
  readonly population: number;
  readonly islands: number;
  readonly rounds: number;
}

type Result = Required<Pick<Evaluated, 'genotype' | 'losses'>>;

const referenceLoss = 1.1;

/**
 * NSGA-II by islands as the stage `search` runs it: in each round every island is told what all islands found in the
 * rounds before. Returns the results of each island of each round.
 */
export function searchByIslands(problem: Problem, seed: number, division: Division): Result[][] {
  const { islands, rounds, trials } = division;
  const share = trials / (islands * rounds);
  const shards: Result[][] = [];
  for (let round = 0; round < rounds; round++) {
    const before = shards.flat();
    for (let island = 0; island < islands; island++) {
      const own = round + island === 0 ? seed : islandSeed(seed, { round, island });
      const sampler = createNsga2({
        ...{ space: problem.space, seed: own, populationSize: division.population },
      });
      sampler.tell(before);
      const results: Result[] = [];
      while (results.length < share) {
        const asked = sampler.ask(Math.min(division.population, share - results.length));
        const told = asked.map((genotype) => ({ genotype, losses: evaluate(problem, genotype) }));
        sampler.tell(told);
        results.push(...told);
      }
      shards.push(results);
    }
  }
  return shards;
}

/** Hypervolume of the front of all results below (1.1, ...). */
export function volumeOf(shards: readonly (readonly Result[])[]): number {
  const front = mergeFronts(shards).map(({ losses }) => losses);
  return hypervolume(
    front,
    front[0].map(() => referenceLoss),
  );
}

function evaluate({ evaluate: of }: Problem, genotype: Genotype): number[] {
  return [...of(Object.values(genotype) as number[])];
}
