export {
  cheapestStep,
  pruneStructured,
  type Candidate as PruningCandidate,
  type FineTuned,
  type PruningOptions,
  type PruningSettings,
  type PruningStep,
} from './pruneStructured';
export { compensateRemoval, removeUnits, type KeptUnits } from './removeUnits';
export { unitImportance, type ImportanceOptions } from './unitImportance';
