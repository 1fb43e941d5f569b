import { type Evaluated } from '../pareto/evaluated';
import { type Ranked, selectBest } from '../pareto/selection';
import { createRandomSource, type Random } from '../random/random';
import { drawGenotype } from '../spaces/drawGenotype';
import { type Genotype, genotypeKey } from '../spaces/genotype';
import { breed, type Variation } from '../variation/breed';
import { closerParent } from '../variation/closerParent';
import { createTournament } from '../variation/tournament';
import { Ledger, type Proposal } from './ledger';
import { type Sampler, type SamplerOptions } from './sampler';

export interface Nsga2Options extends SamplerOptions, Partial<Variation> {
  readonly populationSize: number;
}

/** The operators of the paper's experiments as pymoo runs them; mutation 1 / n per gene. */
const VARIATION: Variation = { crossoverRate: 0.9, crossoverIndex: 15, mutationIndex: 20 };

/**
 * NSGA-II (Deb et al. 2002, doi:10.1109/4235.996017): constrained non-dominated sorting and crowding over parents
 * and children together. The first `populationSize` genotypes are the initial ones and random ones; `ask` of
 * `populationSize`, then `tell` of all results, is one generation. Smaller asks make it steady-state.
 * Throws RangeError if `populationSize` is not >= 2 or a rate not in [0, 1].
 */
export function createNsga2(options: Nsga2Options): Sampler {
  return new Nsga2(options);
}

class Nsga2 implements Sampler {
  readonly name = 'nsga2';
  private readonly random: Random;
  private readonly ledger: Ledger;
  private readonly variation: Variation;
  private survivors: readonly Evaluated[] = [];
  private ranked: readonly Ranked[] = [];
  /** By the key of a child that was asked. */
  private readonly parents = new Map<string, Genotype>();

  constructor(private readonly options: Nsga2Options) {
    checkOptions(options);
    const { crossoverRate, crossoverIndex, mutationRate, mutationIndex } = { ...VARIATION, ...options };
    this.variation = { crossoverRate, crossoverIndex, mutationRate, mutationIndex };
    this.random = createRandomSource(options.seed);
    this.ledger = new Ledger(options, this.random);
  }

  ask(count: number): Genotype[] {
    this.select();
    const bred = new Map<Genotype, Genotype>();
    const child = this.childProposal(bred);
    const asked = this.ledger.ask(count, (attempt) => {
      const starting = this.ledger.size < this.options.populationSize || this.survivors.length === 0;
      return starting ? drawGenotype(this.options.space, this.random) : child(attempt);
    });
    for (const genotype of asked) {
      const parent = bred.get(genotype);
      if (parent) this.parents.set(genotypeKey(genotype), parent);
    }
    return asked;
  }

  parentOf(genotype: Genotype): Genotype | undefined {
    return this.parents.get(genotypeKey(genotype));
  }

  tell(results: readonly Evaluated[]): void {
    this.ledger.tell(results);
  }

  /** Parents and children compete for the next population. Waits for `ask`, so that the order of tells is no matter. */
  private select(): void {
    const news = this.ledger.takeNews();
    if (news.length === 0) return;
    const pool = [...this.survivors, ...news];
    const best = selectBest(pool, this.options.populationSize);
    this.survivors = best.map(({ index }) => pool[index]);
    this.ranked = best;
  }

  /** Notes in `bred` the parent of each child that it proposes. */
  private childProposal(bred: Map<Genotype, Genotype>): Proposal {
    const winner = createTournament(this.ranked, this.random);
    const parent = () => this.survivors[winner()].genotype;
    const siblings: Genotype[] = [];
    return () => {
      if (siblings.length === 0) {
        const [first, second] = [parent(), parent()];
        const options = { ...this.variation, random: this.random };
        const children = breed(this.options.space, [first, second], options);
        bred.set(children[0], closerParent(children[0], [first, second]));
        bred.set(children[1], closerParent(children[1], [second, first]));
        siblings.push(...children);
      }
      return siblings.pop() as Genotype;
    };
  }
}

function checkOptions({ populationSize, crossoverRate = 0, mutationRate = 0 }: Nsga2Options): void {
  if (!Number.isSafeInteger(populationSize) || populationSize < 2) {
    throw new RangeError(`Expected a populationSize >= 2; got ${populationSize}.`);
  }
  for (const [name, rate] of Object.entries({ crossoverRate, mutationRate })) {
    if (!(rate >= 0 && rate <= 1)) throw new RangeError(`Expected ${name} in [0, 1]; got ${rate}.`);
  }
}
