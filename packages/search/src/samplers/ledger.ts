import { type Evaluated } from '../pareto/evaluated';
import { type Random } from '../random/random';
import { canonicalGenotype } from '../spaces/canonicalGenotype';
import { checkSpace } from '../spaces/checkSpace';
import { drawGenotype } from '../spaces/drawGenotype';
import { createUnseenFinder } from '../spaces/enumeration';
import { type Genotype, genotypeKey } from '../spaces/genotype';
import { type Space } from '../spaces/space';
import { type SamplerOptions } from './sampler';

/** Tries for a new genotype by the sampler's own means, then by chance, before listing what is left. */
const ATTEMPTS = 64;

/** Proposes a genotype, undefined when it has no more; `attempt` counts the proposals since the last new one. */
export type Proposal = (attempt: number) => Genotype | undefined;

interface Keyed {
  readonly key: string;
  readonly genotype: Genotype;
}

/** What a sampler asked and was told: no genotype goes out twice, and results come back in the order of the asks. */
export class Ledger {
  private readonly space: Space;
  private readonly queue: Genotype[];
  /** The place in the order of asks by key; foreign genotypes, told without being asked, have none. */
  private readonly askedAt = new Map<string, number>();
  private readonly seen = new Set<string>();
  private readonly waiting = new Map<string, Genotype>();
  private readonly findUnseen: () => Genotype | undefined;
  private news: { key: string; result: Evaluated }[] = [];
  private objectives: number | undefined;

  constructor(
    { space, initial = [] }: SamplerOptions,
    private readonly random: Random,
  ) {
    checkSpace(space);
    this.space = space;
    this.findUnseen = createUnseenFinder(space, this.seen, random);
    this.queue = initial.map((genotype) => canonicalGenotype(space, genotype));
  }

  /** How many genotypes were asked or told. */
  get size(): number {
    return this.seen.size;
  }

  /** Asked genotypes without a result, in the order of the asks. */
  get pending(): Genotype[] {
    return [...this.waiting.values()];
  }

  /** Whether a genotype was neither asked nor told. */
  isNew(genotype: Genotype): boolean {
    return !this.seen.has(genotypeKey(genotype));
  }

  /** Up to `count` new genotypes: the initial ones, then those that `propose` gives. */
  ask(count: number, propose: Proposal): Genotype[] {
    if (!Number.isSafeInteger(count) || count < 0)
      throw new RangeError(`Expected a count >= 0; got ${count}.`);
    const asked: Genotype[] = [];
    while (asked.length < count) {
      const found = this.nextInitial() ?? this.findNew(propose);
      if (found === undefined) break;
      const { key, genotype } = found;
      this.askedAt.set(key, this.askedAt.size);
      this.seen.add(key);
      this.waiting.set(key, genotype);
      asked.push(genotype);
    }
    return asked;
  }

  /** Takes results, checked and in the space's form; of refused ones nothing is kept. */
  tell(results: readonly Evaluated[]): void {
    const objectives = this.objectives ?? results.find(({ losses }) => losses !== undefined)?.losses?.length;
    const checked = results.map((result) => this.check(result, objectives));
    this.objectives = objectives;
    for (const { key, result } of checked) {
      if (this.seen.has(key) && !this.waiting.delete(key)) continue;
      this.seen.add(key);
      this.news.push({ key, result });
    }
  }

  /** The results told since the last call: asked ones in the order of the asks, then foreign ones by key. */
  takeNews(): Evaluated[] {
    const place = (key: string) => this.askedAt.get(key) ?? Infinity;
    const ordered = this.news.sort((a, b) => {
      if (place(a.key) !== place(b.key)) return place(a.key) - place(b.key);
      return a.key < b.key ? -1 : 1;
    });
    this.news = [];
    return ordered.map(({ result }) => result);
  }

  private nextInitial(): Keyed | undefined {
    for (let genotype = this.queue.shift(); genotype; genotype = this.queue.shift()) {
      const found = this.keyIfNew(genotype);
      if (found) return found;
    }
    return undefined;
  }

  private findNew(propose: Proposal): Keyed | undefined {
    for (let attempt = 0; attempt < 2 * ATTEMPTS; attempt++) {
      const proposed = attempt < ATTEMPTS ? propose(attempt) : drawGenotype(this.space, this.random);
      if (proposed === undefined) return undefined;
      const found = this.keyIfNew(proposed);
      if (found) return found;
    }
    const left = this.findUnseen();
    return left && { key: genotypeKey(left), genotype: left };
  }

  private keyIfNew(genotype: Genotype): Keyed | undefined {
    const key = genotypeKey(genotype);
    return this.seen.has(key) ? undefined : { key, genotype };
  }

  private check(result: Evaluated, objectives: number | undefined): { key: string; result: Evaluated } {
    const { losses, violation } = result;
    if (violation !== undefined && Number.isNaN(violation))
      throw new RangeError('Expected a violation; got NaN.');
    if (losses !== undefined) {
      const fits = losses.length > 0 && losses.length === objectives && losses.every(Number.isFinite);
      if (!fits) {
        throw new RangeError(`Expected ${objectives || 'some'} finite losses; got [${losses.join(', ')}].`);
      }
    }
    const asked = this.waiting.get(genotypeKey(result.genotype));
    const genotype = asked ?? canonicalGenotype(this.space, result.genotype);
    return { key: genotypeKey(genotype), result: { ...result, genotype } };
  }
}
