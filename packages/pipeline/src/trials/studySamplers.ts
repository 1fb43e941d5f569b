import { createTpe, samplers, type Genotype, type Sampler, type Space } from '@nx-codesign/search';
import type { CodesignConfig } from '../config/schema';
import { spaceKeyOf } from '../families';
import { onConfiguredSpace } from '../spaces/configuredSpace';
import { localSpace, localSpaceKey } from '../spaces/localSpace';
import type { Move } from '../spaces/moves';
import { deriveSeed } from './seeds';

/**
 * The sampler of the search over networks that `search.algorithm` names; the baselines are asked first. Throws
 * `config.space`.
 */
export function searchSampler(
  { search, seed }: CodesignConfig,
  space: Space,
  samplerSeed = deriveSeed(seed, 'search'),
): Sampler {
  const { kind, population: populationSize } = search.algorithm;
  const { baselines: initial } = search;
  return onConfiguredSpace(spaceKeyOf(search), () =>
    samplers[kind]({ space, seed: samplerSeed, populationSize, initial }),
  );
}

/** The sampler of the local search of one network, by its hash; `moves` are those of its architecture. Throws `config.space`. */
export function localSampler(
  { localSearch, seed, task }: CodesignConfig,
  { network, moves, initial }: { network: string; moves: readonly Move[]; initial: readonly Genotype[] },
): Sampler {
  const space = localSpace(localSearch, task, moves);
  return onConfiguredSpace(localSpaceKey, () =>
    createTpe({ space, seed: deriveSeed(seed, 'local-search', network), initial }),
  );
}
