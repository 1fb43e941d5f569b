import { createNsga2, hypervolume, selectBest, type Genotype, type Losses } from '@nx-codesign/search';
import { dtlz2, optimise, zdt1, zdt2, zdt3, type Problem } from '@nx-codesign/search/testing';
import type { Peers } from './peer';
import { mean } from './statistics';

const population = 100;
const generations = 200;
const referenceLoss = 1.1;

interface FrontCase {
  readonly problem: Problem;
  readonly objectives: number;
  /** Least and largest hypervolume of pymoo 0.6.2 with seeds 1 to 5. */
  readonly pymoo: readonly [number, number];
}

/** The ranges were measured by this benchmark; those of ZDT1 and DTLZ2 agree with the goals of the project. */
const cases: Readonly<Record<string, FrontCase>> = {
  ZDT1: { problem: zdt1, objectives: 2, pymoo: [0.8672, 0.8685] },
  ZDT2: { problem: zdt2, objectives: 2, pymoo: [0.5332, 0.5347] },
  ZDT3: { problem: zdt3, objectives: 2, pymoo: [1.3255, 1.3262] },
  DTLZ2: { problem: dtlz2, objectives: 3, pymoo: [0.6961, 0.7125] },
};

export interface FrontResult {
  readonly problem: string;
  /** Hypervolume of the last population, per seed. */
  readonly ours: readonly number[];
  readonly theirs?: readonly number[];
  readonly ourMean: number;
  readonly theirMean?: number;
  /** What our mean should reach: pymoo's mean of the same run, or its recorded least without it. */
  readonly goal: number;
  /** The least that pymoo reached when it was recorded. */
  readonly recordedLeast: number;
}

/** NSGA-II with a population of 100 for 200 generations, ours and pymoo's. */
export async function compareFronts(
  peers: Peers | undefined,
  seeds: readonly number[],
): Promise<FrontResult[]> {
  const results: FrontResult[] = [];
  for (const [problem, each] of Object.entries(cases)) {
    const ours = seeds.map((seed) => volumeOf(ourPopulation(each.problem, seed)));
    const theirs: number[] = [];
    for (const seed of peers ? seeds : []) {
      theirs.push(volumeOf(await theirPopulation(peers!, { each, seed })));
    }
    const [recordedLeast] = each.pymoo;
    const own = { problem, ours, ourMean: mean(ours), recordedLeast };
    if (theirs.length === 0) results.push({ ...own, goal: recordedLeast });
    else results.push({ ...own, theirs, theirMean: mean(theirs), goal: mean(theirs) });
  }
  return results;
}

function volumeOf(losses: readonly Losses[]): number {
  return hypervolume(
    losses,
    losses[0].map(() => referenceLoss),
  );
}

function ourPopulation(problem: Problem, seed: number): Losses[] {
  const sampler = createNsga2({ space: problem.space, seed, populationSize: population });
  return optimise(sampler, problem, { generations, size: population }).reduce((parents, children) => {
    const pool = [...parents, ...children].map((losses) => ({ losses }));
    return selectBest(pool, population).map(({ index }) => pool[index].losses);
  }, []);
}

async function theirPopulation(
  peers: Peers,
  { each, seed }: { each: FrontCase; seed: number },
): Promise<Losses[]> {
  const { problem, objectives } = each;
  const settings = { population, generations, objectives };
  const evaluate = (genotype: Genotype) => problem.evaluate(Object.values(genotype) as number[]);
  await peers.run({ peer: 'pymoo', space: problem.space, seed, settings, batches: generations, evaluate });
  return peers.population();
}
