export { checkAccumulators } from './checkAccumulators';
export { foldBatchNorm } from './foldBatchNorm';
export { quantizeNetwork, type QuantizationOptions } from './quantizeNetwork';
export type { LayerBits } from './precision';
export { snapWeights } from './snapWeights';
export type { Sample } from './valueOf';
