import { type Density } from '../parzen/density';
import { parzenEstimator } from '../parzen/parzenEstimator';
import { type Evaluated } from '../pareto/evaluated';
import { selectBest } from '../pareto/selection';
import { createRandomSource, type Random } from '../random/random';
import { drawGenotype } from '../spaces/drawGenotype';
import { buildGenotype, type Genotype } from '../spaces/genotype';
import { roundSignificant } from '../spaces/scale';
import { type Choice, type Parameter } from '../spaces/space';
import { Ledger, type Proposal } from './ledger';
import { type Sampler, type SamplerOptions } from './sampler';

export interface TpeOptions extends SamplerOptions {
  /** Results awaited before the first model; random genotypes until then. */
  readonly startup?: number;
  /** Values compared per parameter and genotype. */
  readonly candidates?: number;
}

/** The defaults of Optuna: the best tenth is good, at most 25. */
const STARTUP = 10;
const CANDIDATES = 24;
const GOOD_SHARE = 0.1;
const MOST_GOOD = 25;

/** After this many repeats of known genotypes the number of candidates halves, which loosens the choice. */
const PATIENCE = 4;

/**
 * Tree-structured Parzen estimator (Bergstra et al. 2011, section 4): per active parameter, of the values drawn
 * from the density of the good results the one with the largest ratio to the density of the others. Good are the
 * first in non-domination rank and crowding; failed results and asked ones without a result (the constant liar)
 * count as others. Throws RangeError if `startup` or `candidates` is not a whole number >= 1.
 */
export function createTpe(options: TpeOptions): Sampler {
  return new Tpe(options);
}

class Tpe implements Sampler {
  readonly name = 'tpe';
  private readonly random: Random;
  private readonly ledger: Ledger;
  private readonly startup: number;
  private readonly candidates: number;
  private results: readonly Evaluated[] = [];

  constructor(private readonly options: TpeOptions) {
    const { startup = STARTUP, candidates = CANDIDATES } = options;
    for (const [name, value] of Object.entries({ startup, candidates })) {
      if (!Number.isSafeInteger(value) || value < 1)
        throw new RangeError(`Expected ${name} >= 1; got ${value}.`);
    }
    this.startup = startup;
    this.candidates = candidates;
    this.random = createRandomSource(options.seed);
    this.ledger = new Ledger(options, this.random);
  }

  ask(count: number): Genotype[] {
    this.results = [...this.results, ...this.ledger.takeNews()];
    const split = splitResults(this.results);
    if (this.results.length < this.startup || split.good.length === 0) {
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

  private askOne(remaining: number, { good, others }: Split): Genotype[] {
    const propose = this.proposal({ good, others: [...others, ...this.ledger.pending] });
    return this.ledger.ask(Math.min(remaining, 1), propose);
  }

  private proposal(split: Split): Proposal {
    const densities = new Map<string, { good: Density; others: Density }>();
    const densitiesOf = (name: string, parameter: Parameter) => {
      const known = densities.get(name) ?? {
        good: parzenEstimator(parameter, valuesOf(name, split.good)),
        others: parzenEstimator(parameter, valuesOf(name, split.others)),
      };
      densities.set(name, known);
      return known;
    };
    return (attempt) => {
      const candidates = Math.max(1, this.candidates >> Math.min(30, Math.floor(attempt / PATIENCE)));
      return buildGenotype(this.options.space, (name, parameter) =>
        bestCandidate(densitiesOf(name, parameter), candidates, this.random),
      );
    };
  }
}

interface Split {
  readonly good: readonly Genotype[];
  readonly others: readonly Genotype[];
}

function splitResults(results: readonly Evaluated[]): Split {
  const valid = results.filter(({ losses, violation = 0 }) => losses !== undefined || violation > 0).length;
  const best = selectBest(results, Math.min(Math.ceil(valid * GOOD_SHARE), MOST_GOOD));
  const good = new Set(best.map(({ index }) => index));
  const genotypes = (isGood: boolean) =>
    results.flatMap(({ genotype }, index) => (good.has(index) === isGood ? [genotype] : []));
  return { good: genotypes(true), others: genotypes(false) };
}

function valuesOf(name: string, genotypes: readonly Genotype[]): Choice[] {
  return genotypes.flatMap((genotype) => (name in genotype ? [genotype[name]] : []));
}

/** Scores are rounded, so that the last bit of Math.exp or Math.log decides nothing. */
function bestCandidate(densities: { good: Density; others: Density }, count: number, random: Random): Choice {
  const drawn = Array.from({ length: count }, () => densities.good.sample(random));
  const scores = drawn.map((value) =>
    roundSignificant(densities.good.logDensity(value) - densities.others.logDensity(value)),
  );
  return drawn[scores.indexOf(Math.max(...scores))];
}
