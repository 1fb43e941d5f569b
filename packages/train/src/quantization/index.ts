export { checkAccumulators } from './checkAccumulators';
export { foldBatchNorm } from './foldBatchNorm';
export {
  type LearnedCandidate,
  type LearnedFront,
  type LearnedRanges,
  learnRanges,
  type LearnRangesOptions,
  learnWidths,
  type LearnWidthsOptions,
  type WidthTraining,
} from './learned';
export { quantizeNetwork, type QuantizationOptions, roundedLayers } from './quantizeNetwork';
export type { LayerBits } from './precision';
export { snapWeights } from './snapWeights';
export type { Sample } from './valueOf';
