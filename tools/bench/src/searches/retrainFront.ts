import type { Genotype } from '@nx-codesign/search';
import { runSearch, type Bench, type SearchResult } from './searchRun';

/** A study's configuration, as far as it is changed here. */
export interface SearchConfig {
  readonly seed: number;
  readonly search: { readonly algorithm: object; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

/**
 * Trains networks anew, from initial weights of another seed, whole and without inheritance: what a front is worth
 * whatever the luck and the weights that it was found with.
 */
export function retrainFront(
  bench: Bench,
  { name, config, seed }: { readonly name: string; readonly config: SearchConfig; readonly seed: number },
  genotypes: readonly Genotype[],
): Promise<SearchResult> {
  const { fidelity: _, inheritance: __, ...plain } = config.search;
  return runSearch(bench, name, {
    ...config,
    seed,
    search: {
      ...plain,
      algorithm: { kind: 'random', population: Math.max(2, genotypes.length), trials: genotypes.length },
      baselines: genotypes,
    },
  });
}
