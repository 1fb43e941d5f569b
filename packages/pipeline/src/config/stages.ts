import { placeOf, type ShardName } from '../islands/islandGrid';
import { borrowedReuse } from './borrowedReuse';
import type { CodesignConfig } from './schema';

export {
  isDivided,
  placeOf,
  placesOf,
  shardName,
  type IslandGrid,
  type IslandPlace,
  type ShardName,
} from '../islands/islandGrid';
export { shardFields } from '../islands/shardFields';

/** The stages in order; each is an Nx target of its name. */
export const stageNames = [
  'dataset',
  'search',
  'local-search',
  'qat',
  'prune',
  'hls-emit',
  'synthesize',
  'report',
] as const;
export type StageName = (typeof stageNames)[number];

/** What runs by itself and writes a folder of its own: a stage, or a part of the search. */
export type StepName = StageName | ShardName;

type ConfigKey = Exclude<keyof CodesignConfig, '$schema' | 'outputPath'>;

/**
 * The top-level keys of codesign.json that a stage reads: its own, `task`, `seed`; `engine` where it trains. The
 * report shows them all.
 */
export const configSlices: Record<StageName, readonly ConfigKey[]> = {
  dataset: ['task', 'seed', 'dataset'],
  search: ['task', 'seed', 'engine', 'search'],
  'local-search': ['task', 'seed', 'engine', 'localSearch'],
  qat: ['task', 'seed', 'engine', 'qat'],
  prune: ['task', 'seed', 'engine', 'prune', 'evaluation'],
  'hls-emit': ['task', 'seed', 'hlsEmit'],
  synthesize: ['task', 'seed', 'synthesize'],
  report: [
    'task',
    'seed',
    'engine',
    'dataset',
    'search',
    'localSearch',
    'qat',
    'prune',
    'evaluation',
    'hlsEmit',
    'synthesize',
    'report',
  ],
};

/** Keys in the slices of other stages that a stage's estimates take over where it is silent. */
const borrowedFields: Partial<Record<StageName, readonly string[]>> = {
  search: [borrowedReuse],
  prune: [borrowedReuse],
};

/** What of codesign.json decides on a stage: its slices, and what it borrows from those of others. */
export function configFields(stage: StageName): string[] {
  return [...configSlices[stage], ...(borrowedFields[stage] ?? [])];
}

/** The top-level key of codesign.json that is a stage's own. */
export const sliceOf: Record<StageName, Exclude<ConfigKey, 'task' | 'seed' | 'engine' | 'evaluation'>> = {
  dataset: 'dataset',
  search: 'search',
  'local-search': 'localSearch',
  qat: 'qat',
  prune: 'prune',
  'hls-emit': 'hlsEmit',
  synthesize: 'synthesize',
  report: 'report',
};

/** The key of a stage, or of a part of the search, which reads the search's. */
export function sliceOfStep(step: StepName): string {
  return placeOf(step) ? sliceOf.search : sliceOf[step as StageName];
}

/** The stages whose artefacts a stage reads. */
export const stageInputs: Record<StageName, readonly StageName[]> = {
  dataset: [],
  search: ['dataset'],
  'local-search': ['search', 'dataset'],
  qat: ['local-search', 'dataset'],
  prune: ['qat', 'dataset'],
  'hls-emit': ['prune', 'dataset'],
  synthesize: ['hls-emit'],
  report: ['dataset', 'search', 'local-search', 'qat', 'prune', 'hls-emit', 'synthesize'],
};
