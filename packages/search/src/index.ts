export { budgetLadder } from './halving/budgetLadder';
export { successiveHalving } from './halving/successiveHalving';
export type { Climb, HalvingOptions } from './halving/successiveHalving';
export { survivors } from './halving/survivors';
export type { SurvivalOptions } from './halving/survivors';
export { parameterImportance } from './importance/parameterImportance';
export type { Importance, Measured } from './importance/parameterImportance';
export { islandSeed } from './islands/islandSeed';
export type { IslandPlace } from './islands/islandSeed';
export { mergeFronts, nextStart } from './islands/mergeFronts';
export { crowdingDistance } from './pareto/crowdingDistance';
export { constrainedFronts } from './pareto/evaluated';
export type { Evaluated, Outcome } from './pareto/evaluated';
export { hypervolume } from './pareto/hypervolume';
export { hypervolumeHistory } from './pareto/hypervolumeHistory';
export { kneePoint } from './pareto/kneePoint';
export { dominates } from './pareto/losses';
export type { Losses } from './pareto/losses';
export { nonDominatedSort, paretoFront } from './pareto/nonDominatedSort';
export { selectBest } from './pareto/selection';
export type { Ranked } from './pareto/selection';
export { createGrid } from './samplers/grid';
export type { GridOptions } from './samplers/grid';
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
  When,
} from './spaces/space';
export { SpaceError } from './spaces/spaceError';
