export { type LearnedRanges, learnRanges, type LearnRangesOptions } from './learnRanges';
export {
  type LearnedCandidate,
  type LearnedFront,
  learnWidths,
  type LearnWidthsOptions,
  type RefusedCandidate,
} from './learnWidths';
export type { WidthTraining } from './widthTraining';
