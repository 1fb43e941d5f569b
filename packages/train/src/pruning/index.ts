export type { Candidate as PruningCandidate, DigitLimits, Masks } from './candidate';
export { channelGroups, type ChannelGroup } from './channelGroups';
export type {
  MethodKind as PruningMethodKind,
  MethodSettings as PruningMethod,
  Rewind,
} from './methods/method';
export { prune, type FineTuned, type PruningOptions } from './prune';
export { cheapestStep, type PruningStep } from './pruningStep';
export { compensateRemoval } from './compensateRemoval';
export { magnitudeMasks } from './magnitudeMasks';
export { removeUnits, type KeptUnits } from './removeUnits';
export type { ImportanceOptions } from './batchGradients';
export { unitImportance } from './unitImportance';
export { trainWithDigits, type DigitTraining } from './trainWithDigits';
