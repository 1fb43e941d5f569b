import {
  createNsga2,
  createRandom,
  createTpe,
  hypervolume,
  type Genotype,
  type Losses,
  type Sampler,
} from '@nx-codesign/search';
import { dtlz2, optimise, zdt1, zdt2, zdt3, type Problem } from '@nx-codesign/search/testing';
import type { Peers } from './peer';
import { mean } from './statistics';

/** One at a time, as a search whose candidates are dear. */
const trials = 250;
const populationSize = 20;

interface SmallCase {
  readonly problem: Problem;
  /** Beyond what chance finds, so that a front still far from the true one has a volume. */
  readonly reference: Losses;
}

const cases: Readonly<Record<string, SmallCase>> = {
  ZDT1: { problem: zdt1, reference: [1.1, 6] },
  ZDT2: { problem: zdt2, reference: [1.1, 6] },
  ZDT3: { problem: zdt3, reference: [1.1, 6] },
  DTLZ2: { problem: dtlz2, reference: [2.5, 2.5, 2.5] },
};

/** Optuna's multi-objective TPESampler as it comes (one parameter at a time), and multivariate. */
const optunaSettings: Readonly<Record<string, object>> = {
  default: {},
  multivariate: { multivariate: true },
};

export interface SmallResult {
  readonly problem: string;
  /** Mean hypervolume of all trials over the seeds, by sampler. */
  readonly ours: Readonly<Record<string, number>>;
  readonly theirs: Readonly<Record<string, number>>;
}

/** Fronts of a small budget: our TPE of several objectives and Optuna's, and our NSGA-II and chance beside them. */
export async function compareSmallBudgets(
  peers: Peers | undefined,
  seeds: readonly number[],
): Promise<SmallResult[]> {
  const results: SmallResult[] = [];
  for (const [name, each] of Object.entries(cases)) {
    const { space } = each.problem;
    const samplers: Record<string, (seed: number) => Sampler> = {
      tpe: (seed) => createTpe({ space, seed }),
      nsga2: (seed) => createNsga2({ space, seed, populationSize }),
      random: (seed) => createRandom({ space, seed }),
    };
    const ours = Object.entries(samplers).map(([sampler, create]) => [
      sampler,
      mean(seeds.map((seed) => ourVolume(create(seed), each))),
    ]);
    const theirs: Record<string, number> = {};
    for (const [way, settings] of peers ? Object.entries(optunaSettings) : []) {
      const volumes: number[] = [];
      for (const seed of seeds) volumes.push(await theirVolume(peers!, { each, seed, settings }));
      theirs[way] = mean(volumes);
    }
    results.push({ problem: name, ours: Object.fromEntries(ours) as Record<string, number>, theirs });
  }
  return results;
}

function ourVolume(sampler: Sampler, { problem, reference }: SmallCase): number {
  const size = sampler.name === 'nsga2' ? populationSize : 1;
  const losses = optimise(sampler, problem, { generations: Math.floor(trials / size), size });
  return hypervolume(losses.flat(), reference);
}

async function theirVolume(
  peers: Peers,
  { each, seed, settings }: { each: SmallCase; seed: number; settings: object },
): Promise<number> {
  const { space, evaluate: losses } = each.problem;
  const objectives = each.reference.length;
  const evaluate = (genotype: Genotype) => losses(Object.values(genotype) as number[]);
  const all = await peers.run({
    ...{ peer: 'optuna', space, seed, settings: { objectives, ...settings }, batches: trials, evaluate },
  });
  return hypervolume(all, each.reference);
}
