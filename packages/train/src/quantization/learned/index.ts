export {
  type LearnedCandidate,
  type LearnedFront,
  learnWidths,
  type LearnWidthsOptions,
  type WidthTraining,
} from './learnWidths';
