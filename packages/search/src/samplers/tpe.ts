import { createGenotypeMixture, createParameterMixtures } from '../parzen/genotypeMixture';
import { type Evaluated } from '../pareto/evaluated';
import { selectBest } from '../pareto/selection';
import { createRandomSource, type Random } from '../random/random';
import { drawGenotype } from '../spaces/drawGenotype';
import { buildGenotype, type Genotype, genotypeKey } from '../spaces/genotype';
import { roundSignificant } from '../spaces/scale';
import { Ledger, type Proposal } from './ledger';
import { type Sampler, type SamplerOptions } from './sampler';

export interface TpeOptions extends SamplerOptions {
  /** Results awaited before the first model; random genotypes until then. */
  readonly startup?: number;
  /** Genotypes compared for each that is asked; without `joint`, values of each parameter. */
  readonly candidates?: number;
  /**
   * Whether the parameters are modelled together, which learns what goes together, or each by itself, which recombines
   * good values. By default together for one objective and each by itself for several, whose good results are spread along
   * a front and have less in common.
   */
  readonly joint?: boolean;
}

const STARTUP = 10;
const MOST_GOOD = 25;

/**
 * Candidates and share of the good, chosen by bench:optimisers. Of the joint model: the share of Watanabe (2023,
 * arXiv:2304.11127, section 5), and more candidates than usual, which cost little here. Of single parameters: Optuna's.
 */
const JOINT = { candidates: 64, goodShare: 0.15 };
const SINGLE = { candidates: 24, goodShare: 0.1 };

/** Results in the model at most, and how many of them are the best ones. */
const MOST_REMEMBERED = 500;
const BEST_REMEMBERED = 4 * MOST_GOOD;

/**
 * Tree-structured Parzen estimator (Bergstra et al. 2011, section 4): of the genotypes (or values, see `joint`) drawn from the density
 * of the good results the one with the largest ratio to the density of the others. Good are the first in
 * non-domination rank and crowding; failed results and asked ones without a result (the constant liar) count as others.
 * Of many results the model holds the best and the latest, so that each ask costs the same.
 * Throws RangeError if `startup` or `candidates` is not a whole number >= 1.
 */
export function createTpe(options: TpeOptions): Sampler {
  return new Tpe(options);
}

class Tpe implements Sampler {
  readonly name = 'tpe';
  private readonly random: Random;
  private readonly ledger: Ledger;
  private readonly startup: number;
  /** What the model is made of, in the order of the asks. */
  private results: readonly Evaluated[] = [];
  private told = 0;
  /** Of the told ones those that are in some front. */
  private ranked = 0;

  constructor(private readonly options: TpeOptions) {
    const { startup = STARTUP, candidates = 1 } = options;
    for (const [name, value] of Object.entries({ startup, candidates })) {
      if (!Number.isSafeInteger(value) || value < 1)
        throw new RangeError(`Expected ${name} >= 1; got ${value}.`);
    }
    this.startup = startup;
    this.random = createRandomSource(options.seed);
    this.ledger = new Ledger(options, this.random);
  }

  ask(count: number): Genotype[] {
    this.learn();
    const split = splitResults(this.results, this.ranked * this.model.goodShare);
    if (this.told < this.startup || split.good.length === 0) {
      return this.ledger.ask(count, () => drawGenotype(this.options.space, this.random));
    }
    // One by one, as each asked genotype joins the others of the next.
    const asked: Genotype[] = [];
    for (let [next] = this.askOne(count, split); next; [next] = this.askOne(count - asked.length, split)) {
      asked.push(next);
    }
    return asked;
  }

  tell(results: readonly Evaluated[]): void {
    this.ledger.tell(results);
  }

  private learn(): void {
    const news = this.ledger.takeNews();
    this.told += news.length;
    this.ranked += news.filter(isRanked).length;
    this.results = remembered([...this.results, ...news]);
  }

  private askOne(remaining: number, { good, others }: Split): Genotype[] {
    const propose = this.proposal({ good, others: [...others, ...this.ledger.pending] });
    return this.ledger.ask(Math.min(remaining, 1), propose);
  }

  private proposal(split: Split): Proposal {
    return this.isJoint ? this.jointProposal(split) : this.independentProposal(split);
  }

  private get isJoint(): boolean {
    const hasSeveral = this.results.some(({ losses }) => losses !== undefined && losses.length > 1);
    return this.options.joint ?? !hasSeveral;
  }

  private get model(): typeof JOINT {
    const model = this.isJoint ? JOINT : SINGLE;
    return { ...model, candidates: this.options.candidates ?? model.candidates };
  }

  /** Each parameter's best of the drawn values, given those before it that decide whether it is there. */
  private independentProposal({ good, others }: Split): Proposal {
    const { space } = this.options;
    const { candidates } = this.model;
    const [likely, unlikely] = [good, others].map((genotypes) => createParameterMixtures(space, genotypes));
    return () =>
      buildGenotype(space, (name) => {
        const [own, other] = [likely.get(name)!, unlikely.get(name)!];
        const drawn = Array.from({ length: candidates }, () => own.sample(this.random));
        return bestFirst(drawn, (value) =>
          roundSignificant(own.logDensity(value) - other.logDensity(value)),
        )[0];
      });
  }

  /** The best of the drawn genotypes, then the next best; beyond them one drawn without a choice. */
  private jointProposal({ good, others }: Split): Proposal {
    const { space } = this.options;
    const { candidates } = this.model;
    const [likely, unlikely] = [good, others].map((genotypes) => createGenotypeMixture(space, genotypes));
    const drawn = Array.from({ length: candidates }, () => likely.sample(this.random));
    const score = (genotype: Genotype) =>
      // Rounded, so that the last bit of Math.exp or Math.log decides nothing.
      roundSignificant(likely.logDensity(genotype) - unlikely.logDensity(genotype));
    const ranked = bestFirst(distinct(drawn), score);
    return (attempt) => ranked[attempt] ?? likely.sample(this.random);
  }
}

interface Split {
  readonly good: readonly Genotype[];
  readonly others: readonly Genotype[];
}

/** Splits what is remembered, at most `MOST_GOOD` into the good ones. */
function splitResults(results: readonly Evaluated[], wanted: number): Split {
  const best = selectBest(results, Math.min(Math.ceil(wanted), MOST_GOOD));
  const good = new Set(best.map(({ index }) => index));
  const genotypes = (isGood: boolean) =>
    results.flatMap(({ genotype }, index) => (good.has(index) === isGood ? [genotype] : []));
  return { good: genotypes(true), others: genotypes(false) };
}

/** All results while they are few, then the best and the latest of the others, so that no ask costs more than another. */
function remembered(results: readonly Evaluated[]): readonly Evaluated[] {
  if (results.length <= MOST_REMEMBERED) return results;
  const best = new Set(selectBest(results, BEST_REMEMBERED).map(({ index }) => index));
  let surplus = results.length - MOST_REMEMBERED;
  return results.filter((_, index) => best.has(index) || surplus-- <= 0);
}

function isRanked({ losses, violation = 0 }: Evaluated): boolean {
  return losses !== undefined || violation > 0;
}

function distinct(genotypes: readonly Genotype[]): Genotype[] {
  return [...new Map(genotypes.map((genotype) => [genotypeKey(genotype), genotype])).values()];
}

/** Of equal scores the earlier first. */
function bestFirst<Element>(elements: readonly Element[], score: (element: Element) => number): Element[] {
  const scored = elements.map((element) => ({ element, score: score(element) }));
  return scored.sort((a, b) => b.score - a.score).map(({ element }) => element);
}
