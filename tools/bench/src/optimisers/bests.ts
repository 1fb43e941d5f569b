import { createTpe } from '@nx-codesign/search';
import { tpeProblems, type SingleProblem } from '@nx-codesign/search/testing';
import type { Peers } from './peer';
import { median } from './statistics';

const trials = 100;

/** Optuna's TPESampler as it comes (multivariate), of one parameter at a time, and with groups of conditional ones. */
const optunaSettings: Readonly<Record<string, object>> = {
  default: {},
  independent: { multivariate: false },
  group: { multivariate: true, group: true },
};

/** The least of the medians of Optuna 5.0.0's three ways, seeds 1 to 30, as measured here. */
const recorded: Readonly<Record<string, number>> = {
  'sphere-5': 0.2336,
  Branin: 0.02044,
  'Hartmann-6': 0.1135,
  'Rosenbrock-4': 41.12,
  'conditional stack': 0.07058,
  'conditional methods': 0.1062,
};

export interface BestResult {
  readonly problem: string;
  /** Median over the seeds of the least value after 100 trials, less the function's least value. */
  readonly ours: number;
  readonly theirs: Readonly<Record<string, number>>;
  /** The best of Optuna's medians, of this run or as recorded. */
  readonly goal: number;
}

/** TPE with one trial at a time, ours and Optuna's. */
export async function compareBests(
  peers: Peers | undefined,
  seeds: readonly number[],
): Promise<BestResult[]> {
  const results: BestResult[] = [];
  for (const [name, problem] of Object.entries(tpeProblems)) {
    const ours = median(seeds.map((seed) => ourBest(problem, seed)));
    const theirs: Record<string, number> = {};
    for (const [way, settings] of peers ? Object.entries(optunaSettings) : []) {
      const bests: number[] = [];
      for (const seed of seeds) bests.push(await theirBest(peers!, { problem, seed, settings }));
      theirs[way] = median(bests);
    }
    const goal = peers ? Math.min(...Object.values(theirs)) : recorded[name];
    results.push({ problem: name, ours, theirs, goal });
  }
  return results;
}

function ourBest(problem: SingleProblem, seed: number): number {
  const sampler = createTpe({ space: problem.space, seed });
  let best = Infinity;
  for (let trial = 0; trial < trials; trial++) {
    const [genotype] = sampler.ask(1);
    const loss = problem.evaluate(genotype);
    sampler.tell([{ genotype, losses: [loss] }]);
    best = Math.min(best, loss);
  }
  return best - problem.least;
}

async function theirBest(
  peers: Peers,
  { problem, seed, settings }: { problem: SingleProblem; seed: number; settings: object },
): Promise<number> {
  const losses = await peers.run({
    ...{ peer: 'optuna', space: problem.space, seed, settings, batches: trials },
    evaluate: (genotype) => [problem.evaluate(genotype)],
  });
  return Math.min(...losses.map(([loss]) => loss)) - problem.least;
}
