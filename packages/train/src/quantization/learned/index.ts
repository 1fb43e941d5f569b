export { type LearnedRanges, learnRanges, type LearnRangesOptions } from './learnRanges';
export {
  type LearnedCandidate,
  type LearnedFront,
  learnWidths,
  type LearnWidthsOptions,
  type WidthTraining,
} from './learnWidths';
