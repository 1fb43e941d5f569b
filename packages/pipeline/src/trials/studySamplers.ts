import { createTpe, samplers, type Sampler, type Space } from '@nx-codesign/search';
import type { CodesignConfig } from '../config/schema';
import { mlpSpaceKey } from '../families/mlp';
import { onConfiguredSpace } from '../spaces/configuredSpace';
import { localSpace, localSpaceKey } from '../spaces/localSpace';
import { deriveSeed } from './seeds';

/** The sampler of the search over networks that `search.algorithm` names. Throws `config.space`. */
export function searchSampler({ search: { algorithm }, seed }: CodesignConfig, space: Space): Sampler {
  const { kind, population: populationSize } = algorithm;
  return onConfiguredSpace(mlpSpaceKey, () =>
    samplers[kind]({ space, seed: deriveSeed(seed, 'search'), populationSize }),
  );
}

/** The sampler of the local search of one network, by its hash. Throws `config.space`. */
export function localSampler({ localSearch, seed }: CodesignConfig, network: string): Sampler {
  return onConfiguredSpace(localSpaceKey, () =>
    createTpe({ space: localSpace(localSearch), seed: deriveSeed(seed, 'local-search', network) }),
  );
}
