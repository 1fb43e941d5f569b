export { crowdingDistance } from './pareto/crowdingDistance';
export { constrainedFronts } from './pareto/evaluated';
export type { Evaluated } from './pareto/evaluated';
export { hypervolume } from './pareto/hypervolume';
export { kneePoint } from './pareto/kneePoint';
export { dominates } from './pareto/losses';
export type { Losses } from './pareto/losses';
export { nonDominatedSort, paretoFront } from './pareto/nonDominatedSort';
export { selectBest } from './pareto/selection';
export type { Ranked } from './pareto/selection';
export { createNsga2 } from './samplers/nsga2';
export type { Nsga2Options } from './samplers/nsga2';
export { createRandom } from './samplers/random';
export type { Sampler, SamplerOptions } from './samplers/sampler';
export { createTpe } from './samplers/tpe';
export type { TpeOptions } from './samplers/tpe';
export { samplers } from './samplers/samplers';
export { canonicalGenotype } from './spaces/canonicalGenotype';
export { checkSpace } from './spaces/checkSpace';
export { genotypeKey, isActive } from './spaces/genotype';
export type { Genotype } from './spaces/genotype';
export type {
  CategoricalParameter,
  Choice,
  Condition,
  FloatParameter,
  IntegerParameter,
  Parameter,
  Space,
} from './spaces/space';
export { SpaceError } from './spaces/spaceError';
