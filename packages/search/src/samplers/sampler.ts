import { type Evaluated } from '../pareto/evaluated';
import { type Genotype } from '../spaces/genotype';
import { type Space } from '../spaces/space';

/** What every sampler needs; `initial` genotypes are asked first. */
export interface SamplerOptions {
  readonly space: Space;
  readonly seed: number;
  readonly initial?: readonly Genotype[];
}

/**
 * Proposes genotypes and learns from their results. Deterministic in the seed and in what was told between the
 * asks; the order of the results told between two asks does not matter.
 */
export interface Sampler {
  readonly name: string;
  /** Up to `count` genotypes never asked or told before; fewer, down to none, only when the space is exhausted. */
  ask(count: number): Genotype[];
  /**
   * Results of asked genotypes or of foreign ones; of a genotype told twice the first result stays.
   * Throws RangeError on losses that are not finite or of another length, SpaceError on a genotype outside the space.
   */
  tell(results: readonly Evaluated[]): void;
  /**
   * The parent that an asked genotype took more genes from, so that work done for the parent can be continued.
   * Undefined for drawn, initial and foreign ones; absent in samplers that breed nothing.
   */
  parentOf?(genotype: Genotype): Genotype | undefined;
}
